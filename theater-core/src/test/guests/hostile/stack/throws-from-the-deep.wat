;; @guest
;; Goes a thousand calls deep and throws to where it began, two hundred times.
;; lives:
;; state: ok
(tag $thrown)
(func $deeper (param $levels i32)
  (if (i32.eqz (local.get $levels)) (then (throw $thrown)))
  (call $deeper (i32.sub (local.get $levels) (i32.const 1))))
(func $attack (param $at i32) (param $length i32) (result i32)
  (local $times i32)
  (loop $again
    (block $caught (try_table (catch_all $caught) (call $deeper (i32.const 1000))))
    (local.set $times (i32.add (local.get $times) (i32.const 1)))
    (br_if $again (i32.lt_u (local.get $times) (i32.const 200))))
  (call $keep (i32.const 1) (i32.const 1020) (i32.const 2)))
