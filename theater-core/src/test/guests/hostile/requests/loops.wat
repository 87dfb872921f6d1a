;; @guest
;; Never comes back when it is asked.
;; lifecycle: call_timeout = "300ms"
;; ask: x
;; answers: handle-request failed (timeout)
;; fails: timeout handle-request
;; says: it ran longer than 300 ms
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (loop $for_ever (br $for_ever))
  (unreachable))
