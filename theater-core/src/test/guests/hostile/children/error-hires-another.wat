;; @guest
;; Starts another child that fails whenever one has failed, a hundred times: but for those that are on their way out, one at a time.
;; limits: max_children = 20
;; handler: handle-child-error
;; lives:
;; state: ok
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(global $left (mut i32) (i32.const 100))
(data (i32.const 128) "trap")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hire (i32.const 4))
  (call $unchanged))
(func $child_failed (param $id i32) (param $id_length i32) (result i32)
  (global.set $left (i32.sub (global.get $left) (i32.const 1)))
  (if (i32.eqz (global.get $left)) (then (return (call $keep (i32.const 1) (i32.const 1020) (i32.const 2)))))
  (call $hire (i32.const 4))
  (if (i32.load8_u (i32.const 2048)) (then (unreachable)))
  (call $unchanged))
