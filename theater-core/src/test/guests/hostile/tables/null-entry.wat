;; @guest
;; Calls an entry of a table that nothing is in.
;; fails: trap handle-send
;; says: uninitialized element
(table 2 funcref)
(func $attack (param $at i32) (param $length i32) (result i32)
  (call_indirect (param i32) (result i32) (i32.const 1) (i32.const 1)))
