;; @guest
;; Traps when it is asked.
;; ask: x
;; answers: handle-request failed (trap)
;; fails: trap handle-request
;; says: unreachable
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (unreachable))
