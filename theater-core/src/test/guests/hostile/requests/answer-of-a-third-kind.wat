;; @guest
;; Answers with an option that is neither none nor some.
;; ask: x
;; answers: handle-request failed (trap)
;; fails: trap handle-request
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $answer (i32.const 2) (local.get $at) (local.get $length)))
