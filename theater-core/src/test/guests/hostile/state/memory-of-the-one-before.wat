;; @guest
;; Fills its memory and traps; the next incarnation must find nothing of it.
;; fails: trap handle-send
;; says: unreachable
(func $init (export "theater:simple/actor#init") (param i32 i32 i32 i32 i32) (result i32)
  (local $place i32)
  (local.set $place (i32.const 16384))
  (loop $next_word
    (if (i32.load (local.get $place)) (then (unreachable)))
    (local.set $place (i32.add (local.get $place) (i32.const 4)))
    (br_if $next_word (i32.lt_u (local.get $place) (i32.const 131072))))
  (if (global.get $armed) (then (unreachable)))
  (call $keep (local.get 0) (local.get 1) (local.get 2)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (global.set $armed (i32.const 1))
  (memory.fill (i32.const 16384) (i32.const 83) (i32.const 114688))
  (unreachable))
