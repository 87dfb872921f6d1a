;; @guest
;; Its manifest grants what this runtime does not have.
;; grants: runtime filesystem
;; refused: [[handler]] type = "filesystem" is no handler of this runtime
(import "theater:simple/runtime" "log" (func $log (param i32 i32)))
