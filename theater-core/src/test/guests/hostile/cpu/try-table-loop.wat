;; @guest
;; Spins in a loop of blocks that would catch something.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever
    (block $caught (try_table (catch_all $caught) (br $for_ever))))
  (unreachable))
