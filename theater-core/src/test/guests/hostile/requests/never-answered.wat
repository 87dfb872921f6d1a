;; @guest
;; Says that it will answer later, and never does: who asks is told when the time is over.
;; ask: x
;; lives:
;; handler: handle-request
;; answers: did not answer within
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $answer (i32.const 0) (i32.const 0) (i32.const 0)))
