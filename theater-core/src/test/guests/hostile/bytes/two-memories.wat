;; @guest
;; Has a second memory.
;; refused: this component uses multi-memory
(memory $second 1)
