;; @guest
;; Stores eight bytes at the last address of all.
;; fails: trap handle-send
;; says: out of bounds memory access
(func $attack (param $at i32) (param $length i32) (result i32)
  (i64.store (i32.const -1) (i64.const -1))
  (call $unchanged))
