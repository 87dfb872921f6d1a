;; @guest
;; Answers ok with an option that is neither none nor some.
;; fails: trap handle-send
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $keep (i32.const 255) (i32.const 1020) (i32.const 2)))
