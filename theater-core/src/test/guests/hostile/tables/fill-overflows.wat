;; @guest
;; Fills so many entries that the end overflows.
;; fails: trap handle-send
;; says: out of bounds table access
(table $table 2 funcref)
(func $attack (param $at i32) (param $length i32) (result i32)
  (table.fill $table (i32.const 1) (ref.null func) (i32.const -1))
  (call $unchanged))
