;; @guest
;; Answers with a list that ends beyond its memory.
;; ask: x
;; answers: handle-request failed (trap)
;; fails: trap handle-request
;; says: is outside the memory of 131072
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $reply (i32.const 131064) (i32.const 64)))
