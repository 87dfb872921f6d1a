;; @guest
;; Wants to stop a child whose id has a million characters; the error must not have as many.
;; limits: max_state = "1KB"
;; lives:
;; says: Invalid child ID
(import "theater:simple/supervisor" "stop-child" (func $stop (param i32 i32 i32)))
(memory $memory (export "memory") 20)
(func $attack (param $at i32) (param $length i32) (result i32)
  (memory.fill (i32.const 131072) (i32.const 97) (i32.const 1000000))
  (call $stop (i32.const 131072) (i32.const 1000000) (i32.const 2048))
  (call $told (i32.const 2048)))
