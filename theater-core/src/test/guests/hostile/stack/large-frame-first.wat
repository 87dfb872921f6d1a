;; @guest
;; Goes deep from within a function that has much on its stack: thirty values that wait for their sum.
;; fails: trap handle-send
;; says: call stack exhausted
(type $eight (func (result i64 i64 i64 i64 i64 i64 i64 i64)))
(func $values (type $eight)
  (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8))
(func $down (param i64) (result i64)
  (call $values) (call $values) (call $values) (call $values)
  (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop)
  (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop)
  (i64.add (call $down (local.get 0))))
(func $attack (param $at i32) (param $length i32) (result i32)
  (drop (call $down (i64.const 1)))
  (call $unchanged))
