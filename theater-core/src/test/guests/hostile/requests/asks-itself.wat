;; @guest
;; Asks itself when it is asked.
;; ask: {self}
;; lives:
;; handler: handle-request
;; answers: the wait would close a circle
(import "theater:simple/message-server-host" "request" (func $ask (param i32 i32 i32 i32 i32)))
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $ask (local.get $at) (local.get $length) (i32.const 64) (i32.const 4) (i32.const 2048))
  (call $heard (i32.const 2048)))
