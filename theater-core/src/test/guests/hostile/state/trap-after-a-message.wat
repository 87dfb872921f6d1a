;; @guest
;; Sends a message to somebody and traps: the message is gone, and its state is as it was.
;; send: x{victim}
;; fails: trap handle-send
;; says: unreachable
(import "theater:simple/message-server-host" "send" (func $send_to (param i32 i32 i32 i32 i32)))
(data (i32.const 64) "clear")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $send_to (local.get $at) (local.get $length) (i32.const 64) (i32.const 5) (i32.const 2048))
  (unreachable))
