;; @guest
;; Logs until its chain takes no more, and then asks for its end, which nobody would see: it is not asked.
;; limits: max_events = 10000
;; fails: limit handle-send
;; says: max_events = 10000
(import "theater:simple/runtime" "log" (func $log (param i32 i32)))
(import "theater:simple/runtime" "shutdown" (func $shutdown (param i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (local $times i32)
  (loop $again
    (call $log (i32.const 64) (i32.const 0))
    (local.set $times (i32.add (local.get $times) (i32.const 1)))
    (br_if $again (i32.lt_u (local.get $times) (i32.const 5000))))
  (call $shutdown (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $unchanged))
