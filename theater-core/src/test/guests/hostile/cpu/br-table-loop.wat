;; @guest
;; Spins in a loop whose way back is a br_table, which the engine's interpreter does not look at an interrupt for.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever (br_table $for_ever $for_ever $for_ever (local.get $at)))
  (unreachable))
