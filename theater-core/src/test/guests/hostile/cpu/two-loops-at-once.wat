;; @guest
;; Is sent two messages, and spins at the first; the second waits for the next incarnation, which keeps it.
;; lifecycle: call_timeout = "300ms"
;; send: x
;; send: good
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever (br $for_ever))
  (unreachable))
