;; @guest
;; Logs as fast as it can, lines with line breaks and terminal escapes in them.
;; limits: max_events = 10000
;; fails: limit handle-send
;; says: max_events = 10000
(import "theater:simple/runtime" "log" (func $log (param i32 i32)))
(data (i32.const 64) "2026-01-01 ERROR root: \1b[2J\0d\0a2026-01-01 INFO root: all is well")
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever
    (call $log (i32.const 64) (i32.const 64))
    (br $for_ever))
  (unreachable))
