;; @guest
;; Catches an exception of a function that it calls twenty thousand times, and goes on: no attack, but a lot of work.
;; lives:
;; state: ok
(tag $thrown)
(func $throws (throw $thrown))
(func $attack (param $at i32) (param $length i32) (result i32)
  (local $times i32)
  (loop $again
    (block $caught (try_table (catch_all $caught) (call $throws)))
    (local.set $times (i32.add (local.get $times) (i32.const 1)))
    (br_if $again (i32.lt_u (local.get $times) (i32.const 20000))))
  (call $keep (i32.const 1) (i32.const 1020) (i32.const 2)))
