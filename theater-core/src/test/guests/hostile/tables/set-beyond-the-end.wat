;; @guest
;; Writes an entry beyond the end of a table.
;; fails: trap handle-send
;; says: out of bounds table access
(table $table 2 funcref)
(func $attack (param $at i32) (param $length i32) (result i32)
  (table.set $table (i32.const 2) (ref.null func))
  (call $unchanged))
