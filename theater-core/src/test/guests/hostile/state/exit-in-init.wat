;; @guest
;; Ends itself in init: the spawn answers its id, and it is not restarted.
;; ends: init
(import "theater:simple/runtime" "shutdown" (func $shutdown (param i32 i32 i32 i32)))
(func $init (export "theater:simple/actor#init") (param i32 i32 i32 i32 i32) (result i32)
  (call $shutdown (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $keep (local.get 0) (local.get 1) (local.get 2)))
