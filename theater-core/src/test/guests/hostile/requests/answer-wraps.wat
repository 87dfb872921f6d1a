;; @guest
;; Answers with a list at the last address of all, whose end would be 15.
;; ask: x
;; answers: handle-request failed (trap)
;; fails: trap handle-request
;; says: outside the memory
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $reply (i32.const -1) (i32.const 16)))
