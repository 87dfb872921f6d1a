;; @guest
;; Calls an entry beyond the end of a table, at a place that is negative as a signed number.
;; fails: trap handle-send
;; says: undefined element
(table 2 funcref)
(func $attack (param $at i32) (param $length i32) (result i32)
  (call_indirect (param i32) (result i32) (i32.const 1) (i32.const -1)))
