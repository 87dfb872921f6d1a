;; @guest
;; Writes to a channel that it has invented.
;; send: x{victim}
;; lives:
;; says: channel
(import "theater:simple/message-server-host" "send-on-channel" (func $write (param i32 i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $write (local.get $at) (local.get $length) (i32.const 64) (i32.const 6) (i32.const 2048))
  (call $told (i32.const 2048)))
