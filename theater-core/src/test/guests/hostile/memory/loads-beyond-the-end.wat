;; @guest
;; Loads four bytes of which the last is beyond the end.
;; fails: trap handle-send
;; says: out of bounds memory access
(func $attack (param $at i32) (param $length i32) (result i32)
  (i32.load (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 3))))
