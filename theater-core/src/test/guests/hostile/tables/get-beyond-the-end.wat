;; @guest
;; Reads an entry beyond the end of a table.
;; fails: trap handle-send
;; says: out of bounds table access
(table $table 2 funcref)
(func $attack (param $at i32) (param $length i32) (result i32)
  (ref.is_null (table.get $table (i32.const -2147483648))))
