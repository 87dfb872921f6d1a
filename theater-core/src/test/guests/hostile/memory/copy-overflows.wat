;; @guest
;; Copies so much that the end of what it reads overflows.
;; fails: trap handle-send
;; says: out of bounds memory access
(func $attack (param $at i32) (param $length i32) (result i32)
  (memory.copy (i32.const 0) (i32.const 16) (i32.const 0x7ffffff8))
  (call $unchanged))
