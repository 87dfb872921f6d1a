;; @guest
;; Fills four megabytes again and again: each instruction is long, and none is a jump.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(memory $memory (export "memory") 80)
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever
    (memory.fill (i32.const 65536) (i32.const 7) (i32.const 4194304))
    (br $for_ever))
  (unreachable))
