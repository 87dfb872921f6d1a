;; @guest
;; Spawns itself as often as it can, each of which does the same, until there are as many actors as there may be.
;; lives:
;; says: as many as theater.limits.max-actors allows
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(data (i32.const 64) "fork-bomb-that-branches.toml")
(func $spawns (result i32)
  (loop $more
    (call $spawn (i32.const 64) (i32.const 28) (i32.const 1) (i32.const 1020) (i32.const 2) (i32.const 2048))
    (br_if $more (i32.eqz (i32.load8_u (i32.const 2048)))))
  (call $told (i32.const 2048)))
(func $init (export "theater:simple/actor#init") (param i32 i32 i32 i32 i32) (result i32)
  (if (i32.eqz (local.get 0)) (then (return (call $keep (i32.const 0) (i32.const 0) (i32.const 0)))))
  (call $spawns))
(func $attack (param $at i32) (param $length i32) (result i32) (call $spawns))
