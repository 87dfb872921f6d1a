;; @guest
;; Answers with a result that is neither ok nor err.
;; fails: trap handle-send
(func $attack (param $at i32) (param $length i32) (result i32)
  (i32.store8 (call $unchanged) (i32.const 2))
  (i32.const 1024))
