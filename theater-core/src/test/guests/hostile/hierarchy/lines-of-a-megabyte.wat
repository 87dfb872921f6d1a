;; @guest
;; Logs twenty lines of a megabyte, all line breaks: most of what is written would be escapes.
;; limits: memory = "4MB"
;; lives:
;; state: good
(import "theater:simple/runtime" "log" (func $log (param i32 i32)))
(memory $memory (export "memory") 40)
(func $attack (param $at i32) (param $length i32) (result i32)
  (local $times i32)
  (memory.fill (i32.const 65536) (i32.const 10) (i32.const 1048576))
  (loop $again
    (call $log (i32.const 65536) (i32.const 1048576))
    (local.set $times (i32.add (local.get $times) (i32.const 1)))
    (br_if $again (i32.lt_u (local.get $times) (i32.const 20))))
  (call $unchanged))
