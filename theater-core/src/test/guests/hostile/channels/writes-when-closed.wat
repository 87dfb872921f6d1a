;; @guest
;; Writes to a channel when it is told that it is closed.
;; do: channel {self} x
;; do: channel-close {0}
;; lives:
;; handler: handle-channel-close
;; says: there is no channel
(import "theater:simple/message-server-host" "send-on-channel" (func $write (param i32 i32 i32 i32 i32)))
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $accept))
(func $closed (param $id i32) (param $id_length i32) (result i32)
  (call $write (local.get $id) (local.get $id_length) (local.get $id) (local.get $id_length) (i32.const 2048))
  (call $told (i32.const 2048)))
