;; @guest
;; Answers with a pointer that no result can lie at.
;; fails: trap handle-send
;; says: align
(func $attack (param $at i32) (param $length i32) (result i32)
  (i32.add (call $unchanged) (i32.const 1)))
