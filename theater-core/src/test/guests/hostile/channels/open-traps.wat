;; @guest
;; Uses a channel before it has taken it, and traps.
;; do: channel {self} x
;; answers: handle-channel-open failed (trap)
;; fails: trap handle-channel-open
;; says: unreachable
(import "theater:simple/message-server-host" "send-on-channel" (func $write (param i32 i32 i32 i32 i32)))
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $write (local.get $id) (local.get $id_length) (local.get $at) (local.get $length) (i32.const 2048))
  (unreachable))
