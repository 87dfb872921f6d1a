;; @guest
;; Sends a message that would begin at the last address.
;; fails: trap handle-send
;; says: is outside the memory of 131072
(import "theater:simple/message-server-host" "send" (func $send_to (param i32 i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $send_to (local.get $at) (local.get $length) (i32.const -1) (i32.const 2) (i32.const 2048))
  (call $unchanged))
