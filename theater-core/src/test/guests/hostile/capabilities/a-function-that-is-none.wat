;; @guest
;; Imports a function that the runtime's interface does not have.
;; refused: theater:simple/runtime.exec
(import "theater:simple/runtime" "exec" (func $exec (param i32 i32)))
