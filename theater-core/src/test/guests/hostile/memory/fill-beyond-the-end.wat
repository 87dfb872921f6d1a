;; @guest
;; Fills as much as an unsigned number can say.
;; fails: trap handle-send
;; says: out of bounds memory access
(func $attack (param $at i32) (param $length i32) (result i32)
  (memory.fill (i32.const 65536) (i32.const 255) (i32.const -1))
  (call $unchanged))
