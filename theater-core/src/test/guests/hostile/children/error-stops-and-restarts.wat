;; @guest
;; Stops the child of whose failure it is told, and restarts it: gone is gone.
;; handler: handle-child-error
;; lives:
;; says: is not a child of this supervisor
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(import "theater:simple/supervisor" "stop-child" (func $stop (param i32 i32 i32)))
(import "theater:simple/supervisor" "restart-child" (func $restart (param i32 i32 i32)))
(data (i32.const 128) "trap")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hire (i32.const 4))
  (call $unchanged))
(func $child_failed (param $id i32) (param $id_length i32) (result i32)
  (call $stop (local.get $id) (local.get $id_length) (i32.const 2048))
  (if (i32.load8_u (i32.const 2048)) (then (unreachable)))
  (call $restart (local.get $id) (local.get $id_length) (i32.const 2048))
  (call $told (i32.const 2048)))
