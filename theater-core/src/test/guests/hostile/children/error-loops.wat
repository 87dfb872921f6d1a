;; @guest
;; Never comes back when it is told that its child has failed.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-child-error
;; says: it ran longer than 300 ms
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(data (i32.const 128) "trap")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hire (i32.const 4))
  (call $unchanged))
(func $child_failed (param $id i32) (param $id_length i32) (result i32)
  (loop $for_ever (br $for_ever))
  (unreachable))
