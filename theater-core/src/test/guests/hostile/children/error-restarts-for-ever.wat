;; @guest
;; Restarts its child whenever it fails and tells it to fail again, until it may not restart it any more.
;; handler: handle-child-error
;; lives:
;; says: 3
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(import "theater:simple/supervisor" "restart-child" (func $restart (param i32 i32 i32)))
(data (i32.const 128) "trap")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hire (i32.const 4))
  (call $unchanged))
(func $child_failed (param $id i32) (param $id_length i32) (result i32)
  (call $restart (local.get $id) (local.get $id_length) (i32.const 2048))
  (if (i32.load8_u (i32.const 2048)) (then (return (call $told (i32.const 2048)))))
  (call $hit (local.get $id) (local.get $id_length) (i32.const 128) (i32.const 4) (i32.const 2064))
  (call $unchanged))
