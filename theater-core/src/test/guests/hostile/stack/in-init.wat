;; @guest
;; Calls itself for ever in init.
;; refused: init failed (trap): call stack exhausted
(func $down (call $down) (call $down))
(func $init (export "theater:simple/actor#init") (param i32 i32 i32 i32 i32) (result i32)
  (call $down)
  (unreachable))
