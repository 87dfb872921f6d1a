;; @guest
;; Fills from 1 on as much as a signed number can say: the end is the smallest one.
;; fails: trap handle-send
;; says: out of bounds memory access
(func $attack (param $at i32) (param $length i32) (result i32)
  (memory.fill (i32.const 1) (i32.const 0) (i32.const 0x7fffffff))
  (call $unchanged))
