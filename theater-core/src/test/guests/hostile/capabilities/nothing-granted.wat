;; @guest
;; Imports the log, which its manifest does not grant either.
;; grants: nothing
;; refused: theater:simple/runtime (grant it with [[handler]] type = "runtime")
(import "theater:simple/runtime" "log" (func $log (param i32 i32)))
