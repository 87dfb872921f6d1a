;; @guest
;; Starts and stops a worker three hundred times in one call: nothing of them may remain.
;; lives:
;; state: ok
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/supervisor" "stop-child" (func $stop (param i32 i32 i32)))
(data (i32.const 64) "worker.toml")
(func $attack (param $at i32) (param $length i32) (result i32)
  (local $times i32)
  (loop $again
    (global.set $next (i32.const 8192))
    (call $spawn (i32.const 64) (i32.const 11) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
    (if (i32.load8_u (i32.const 2048)) (then (return (call $told (i32.const 2048)))))
    (call $stop (i32.load (i32.const 2052)) (i32.load (i32.const 2056)) (i32.const 2048))
    (if (i32.load8_u (i32.const 2048)) (then (return (call $told (i32.const 2048)))))
    (local.set $times (i32.add (local.get $times) (i32.const 1)))
    (br_if $again (i32.lt_u (local.get $times) (i32.const 300))))
  (call $told (i32.const 2048)))
