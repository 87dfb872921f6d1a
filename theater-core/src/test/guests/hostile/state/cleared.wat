;; @guest
;; Answers ok with no state.
;; lives:
;; state: none
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $keep (i32.const 0) (i32.const -1) (i32.const -1)))
