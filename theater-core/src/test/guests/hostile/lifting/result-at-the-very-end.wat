;; @guest
;; Answers with a pointer to the last four bytes: the result would end beyond them.
;; fails: trap handle-send
;; says: is outside the memory of 131072
(func $attack (param $at i32) (param $length i32) (result i32)
  (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 4)))
