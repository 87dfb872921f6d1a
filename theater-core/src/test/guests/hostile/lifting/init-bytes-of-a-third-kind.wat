;; @guest
;; Spawns with an option that is neither none nor some.
;; fails: trap handle-send
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $spawn (i32.const 1020) (i32.const 2) (i32.const 7) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $unchanged))
