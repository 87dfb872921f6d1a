;; @guest
;; Spawns itself in init and fails where that fails: nothing remains of any of them.
;; refused: as deep as theater.limits.max-depth allows
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(data (i32.const 64) "fork-bomb-that-needs-its-children.toml")
(func $init (export "theater:simple/actor#init") (param i32 i32 i32 i32 i32) (result i32)
  (call $spawn (i32.const 64) (i32.const 38) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (if (i32.load8_u (i32.const 2048))
    (then (return (call $fail (i32.load (i32.const 2052)) (i32.load (i32.const 2056))))))
  (call $told (i32.const 2048)))
