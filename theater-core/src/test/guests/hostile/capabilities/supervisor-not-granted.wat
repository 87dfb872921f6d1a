;; @guest
;; Imports the supervisor, which its manifest does not grant.
;; grants: runtime message-server
;; refused: theater:simple/supervisor (grant it with [[handler]] type = "supervisor")
(import "theater:simple/supervisor" "list-children" (func $list (param i32)))
