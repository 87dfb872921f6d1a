;; @guest
;; Takes more of an element segment than there is.
;; fails: trap handle-send
;; says: out of bounds table access
(table $table 2 funcref)
(elem $passive func $unchanged)
(func $attack (param $at i32) (param $length i32) (result i32)
  (table.init $table $passive (i32.const 0) (i32.const 1) (i32.const 0x7fffffff))
  (call $unchanged))
