;; @guest
;; Copies two megabytes over themselves again and again.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(memory $memory (export "memory") 80)
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever
    (memory.copy (i32.const 65536) (i32.const 65537) (i32.const 2097152))
    (br $for_ever))
  (unreachable))
