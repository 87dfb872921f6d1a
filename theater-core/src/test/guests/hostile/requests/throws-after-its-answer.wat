;; @guest
;; Writes its answer, and throws instead of giving it.
;; ask: x
;; answers: handle-request failed (trap)
;; fails: trap handle-request
;; says: uncaught exception
(tag $thrown)
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (drop (call $reply (local.get $at) (local.get $length)))
  (throw $thrown))
