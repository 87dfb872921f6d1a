;; @guest
;; Spins when it is to end, and has 300 ms to come to an end.
;; lifecycle: shutdown = "300ms"
;; send: x{parent}
;; atleast: 280
;; stops: 1300
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(data (i32.const 64) "set busy")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hit (local.get $at) (local.get $length) (i32.const 64) (i32.const 8) (i32.const 2048))
  (loop $for_ever (br $for_ever))
  (unreachable))
