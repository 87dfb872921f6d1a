;; @guest
;; Answers with a pointer that leads beyond its memory.
;; fails: trap handle-send
;; says: is outside the memory of 131072
(func $attack (param $at i32) (param $length i32) (result i32) (i32.const 0x7ffffff0))
