;; @guest
;; Has the host start something that does not exist, deeper and deeper: the lane that is asked must not suffer.
;; fails: trap handle-send
;; says: call stack exhausted
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(func $down (param $level i32)
  (if (i32.eqz (i32.rem_u (local.get $level) (i32.const 64))) (then
    (global.set $next (i32.const 8192))
    (call $spawn (i32.const 1020) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))))
  (call $down (i32.add (local.get $level) (i32.const 1)))
  (call $down (i32.add (local.get $level) (i32.const 1))))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $down (i32.const 0))
  (call $unchanged))
