;; @guest
;; Answers with an error whose text would be gigabytes.
;; fails: trap handle-send
;; says: is outside the memory of 131072
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $fail (i32.const 16) (i32.const 0x0ffffff0)))
