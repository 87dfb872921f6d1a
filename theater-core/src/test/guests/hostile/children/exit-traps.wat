;; @guest
;; Traps when it is told that its child has ended.
;; fails: trap handle-child-exit
;; says: unreachable
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(data (i32.const 128) "shutdown")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hire (i32.const 8))
  (call $unchanged))
(func $child_ended (param $id i32) (param $id_length i32) (result i32)
  (unreachable))
