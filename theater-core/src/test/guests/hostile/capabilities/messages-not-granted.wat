;; @guest
;; Imports the message server, which its manifest does not grant.
;; grants: runtime supervisor
;; refused: theater:simple/message-server-host (grant it with [[handler]] type = "message-server")
(import "theater:simple/message-server-host" "send" (func $send_to (param i32 i32 i32 i32 i32)))
