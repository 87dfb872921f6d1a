;; @guest
;; Imports a memory from the host.
;; refused: "env" "memory"
(import "env" "memory" (memory $memory 1))
