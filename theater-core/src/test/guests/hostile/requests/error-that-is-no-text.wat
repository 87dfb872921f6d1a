;; @guest
;; Answers with an error that is not UTF-8.
;; ask: x
;; answers: handle-request failed (trap)
;; fails: trap handle-request
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (i32.store8 (i32.const 64) (i32.const 0xff))
  (call $fail (i32.const 64) (i32.const 1)))
