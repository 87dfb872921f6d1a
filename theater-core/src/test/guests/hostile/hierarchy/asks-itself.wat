;; @guest
;; Sends itself a request and would wait for itself.
;; send: x{self}
;; lives:
;; says: the wait would close a circle
(import "theater:simple/message-server-host" "request" (func $ask (param i32 i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $ask (local.get $at) (local.get $length) (i32.const 64) (i32.const 4) (i32.const 2048))
  (call $told (i32.const 2048)))
