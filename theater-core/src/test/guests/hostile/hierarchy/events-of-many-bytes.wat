;; @guest
;; Logs lines of control characters, which take six bytes each on the chain, for ever.
;; limits: max_events_size = "4MB"
;; fails: limit handle-send
;; says: max_events_size = 4194304 bytes
(import "theater:simple/runtime" "log" (func $log (param i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (memory.fill (i32.const 65536) (i32.const 1) (i32.const 4096))
  (loop $for_ever
    (call $log (i32.const 65536) (i32.const 4096))
    (br $for_ever))
  (unreachable))
