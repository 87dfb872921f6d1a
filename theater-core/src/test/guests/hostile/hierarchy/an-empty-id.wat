;; @guest
;; Sends a message to nobody.
;; lives:
;; says: Invalid child ID
(import "theater:simple/message-server-host" "send" (func $send_to (param i32 i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $send_to (i32.const 64) (i32.const 0) (i32.const 64) (i32.const 0) (i32.const 2048))
  (call $told (i32.const 2048)))
