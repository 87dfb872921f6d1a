;; @guest
;; Has a memory for threads.
;; refused: this component uses threads (a shared memory)
(memory $memory (export "memory") 1 2 shared)
