;; @guest
;; Address and offset are half of the address space each, and would be negative as signed numbers.
;; fails: trap handle-send
;; says: out of bounds memory access
(func $attack (param $at i32) (param $length i32) (result i32)
  (drop (i64.load offset=0x80000000 (i32.const 0x7fffffff)))
  (call $unchanged))
