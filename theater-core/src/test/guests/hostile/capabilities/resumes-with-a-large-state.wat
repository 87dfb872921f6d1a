;; @guest
;; Resumes a worker with a state that is larger than a state may be.
;; limits: memory = "32MB"
;; lives:
;; says: max_state
(import "theater:simple/supervisor" "resume" (func $resume (param i32 i32 i32 i32 i32 i32)))
(memory $memory (export "memory") 300)
(data (i32.const 64) "worker.toml")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $resume (i32.const 64) (i32.const 11) (i32.const 1) (i32.const 65536) (i32.const 17825792) (i32.const 2048))
  (call $told (i32.const 2048)))
