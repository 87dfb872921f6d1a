;; @guest
;; Has a memory with 64-bit addresses.
;; refused: this component uses memory64
(memory $memory (export "memory") i64 1)
