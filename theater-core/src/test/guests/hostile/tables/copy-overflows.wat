;; @guest
;; Copies so many entries that the end overflows.
;; fails: trap handle-send
;; says: out of bounds table access
(table $one 2 funcref)
(table $two 2 funcref)
(func $attack (param $at i32) (param $length i32) (result i32)
  (table.copy $one $two (i32.const 1) (i32.const 1) (i32.const 0x7fffffff))
  (call $unchanged))
