;; @guest
;; Answers with an error that is not UTF-8.
;; fails: trap handle-send
(data (i32.const 64) "not text: \ff\fe\80")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $fail (i32.const 64) (i32.const 13)))
