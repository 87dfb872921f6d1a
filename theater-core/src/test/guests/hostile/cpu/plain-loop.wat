;; @guest
;; Spins in a plain loop when it is sent x.
;; lifecycle: call_timeout = "300ms"
;; send: x
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(func $attack (param i32 i32) (result i32)
  (loop $for_ever (br $for_ever))
  (unreachable))
