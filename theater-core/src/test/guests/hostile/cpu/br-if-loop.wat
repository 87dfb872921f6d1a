;; @guest
;; Spins in a loop whose way back is a condition that always holds.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever (br_if $for_ever (i32.eqz (i32.load8_u (i32.const 512)))))
  (unreachable))
