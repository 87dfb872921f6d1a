;; @guest
;; Declares all the memory that there is in an address.
;; refused: memory
(memory $memory (export "memory") 65536)
