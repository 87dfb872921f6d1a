;; @guest
;; Spawns itself in init, whose init does the same, until the tree is as deep as it may be.
;; lives:
;; state: good
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(data (i32.const 64) "fork-bomb-in-init.toml")
(func $init (export "theater:simple/actor#init") (param i32 i32 i32 i32 i32) (result i32)
  (call $spawn (i32.const 64) (i32.const 22) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $told (i32.const 2048)))
