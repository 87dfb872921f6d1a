;; @guest
;; Calls a function through a table as if it had another type.
;; fails: trap handle-send
;; says: indirect call
(table funcref (elem $other))
(func $other (param i64 i64) (result i64) (local.get 1))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call_indirect (param i32) (result i32) (i32.const 1) (i32.const 0)))
