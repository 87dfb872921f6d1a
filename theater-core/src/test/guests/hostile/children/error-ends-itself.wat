;; @guest
;; Ends itself when it is told that its child has failed.
;; ends:
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(import "theater:simple/runtime" "shutdown" (func $shutdown (param i32 i32 i32 i32)))
(data (i32.const 128) "trap")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hire (i32.const 4))
  (call $unchanged))
(func $child_failed (param $id i32) (param $id_length i32) (result i32)
  (call $shutdown (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $unchanged))
