;; @guest
;; Opens a channel to itself, whose opening it would wait for.
;; send: x{self}
;; lives:
;; says: the wait would close a circle
(import "theater:simple/message-server-host" "open-channel" (func $open (param i32 i32 i32 i32 i32)))
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $accept))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $open (local.get $at) (local.get $length) (i32.const 64) (i32.const 4) (i32.const 2048))
  (call $told (i32.const 2048)))
