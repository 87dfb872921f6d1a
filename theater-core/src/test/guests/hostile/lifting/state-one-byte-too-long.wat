;; @guest
;; Claims a state of which the last byte is beyond the end.
;; fails: trap handle-send
;; says: is outside the memory of 131072
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $keep (i32.const 1) (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 8)) (i32.const 9)))
