;; @guest
;; Logs four thousand lines in a call, which is allowed, and lives: those beyond its rate are dropped, which it is not told.
;; limits: log_rate = 10
;; limits: log_burst = 20
;; send: x
;; send: x
;; send: x
;; lives:
;; state: good
(import "theater:simple/runtime" "log" (func $log (param i32 i32)))
(data (i32.const 64) "again and again")
(func $attack (param $at i32) (param $length i32) (result i32)
  (local $times i32)
  (loop $again
    (call $log (i32.const 64) (i32.const 15))
    (local.set $times (i32.add (local.get $times) (i32.const 1)))
    (br_if $again (i32.lt_u (local.get $times) (i32.const 4000))))
  (call $unchanged))
