;; @guest
;; Asks the child that has failed, which waits for what its parent decides.
;; handler: handle-child-error
;; lives:
;; says: did not answer within
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "request" (func $ask (param i32 i32 i32 i32 i32)))
(data (i32.const 128) "trap")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hire (i32.const 4))
  (call $unchanged))
(func $child_failed (param $id i32) (param $id_length i32) (result i32)
  (call $ask (local.get $id) (local.get $id_length) (i32.const 128) (i32.const 4) (i32.const 2048))
  (call $told (i32.const 2048)))
