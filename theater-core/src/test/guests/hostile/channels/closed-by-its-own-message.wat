;; @guest
;; Closes a channel while it handles what came on it, writes to it, and closes it again.
;; do: channel {self} x
;; do: channel-send {0} hello
;; lives:
;; handler: handle-channel-message
;; says: there is no channel
(import "theater:simple/message-server-host" "close-channel" (func $close (param i32 i32 i32)))
(import "theater:simple/message-server-host" "send-on-channel" (func $write (param i32 i32 i32 i32 i32)))
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $accept))
(func $received (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $close (local.get $id) (local.get $id_length) (i32.const 2048))
  (if (i32.load8_u (i32.const 2048)) (then (unreachable)))
  (call $write (local.get $id) (local.get $id_length) (local.get $at) (local.get $length) (i32.const 2048))
  (if (i32.eqz (i32.load8_u (i32.const 2048))) (then (unreachable)))
  (call $close (local.get $id) (local.get $id_length) (i32.const 2048))
  (call $told (i32.const 2048)))
