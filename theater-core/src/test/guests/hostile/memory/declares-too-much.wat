;; @guest
;; Declares more memory than it may have.
;; limits: memory = "1MB"
;; refused: memory
(memory $memory (export "memory") 17)
