;; @guest
;; Answers with a pointer whose end wraps around to 12.
;; fails: trap handle-send
;; says: is outside the memory of 131072
(func $attack (param $at i32) (param $length i32) (result i32) (i32.const -4))
