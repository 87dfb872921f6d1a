;; @guest
;; Answers the news that its child has failed with a state of four gigabytes.
;; fails: trap handle-child-error
;; says: list of 4294967295 bytes
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(data (i32.const 128) "trap")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hire (i32.const 4))
  (call $unchanged))
(func $child_failed (param $id i32) (param $id_length i32) (result i32)
  (call $keep (i32.const 1) (i32.const 0) (i32.const -1)))
