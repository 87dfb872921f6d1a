;; @guest
;; Spins inside of a block that catches everything, and spins again if that was caught.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(func $spin (loop $for_ever (br $for_ever)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $again
    (block $caught (try_table (catch_all $caught) (call $spin)))
    (br $again))
  (unreachable))
