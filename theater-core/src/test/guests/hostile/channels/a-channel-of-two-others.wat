;; @guest
;; Writes to a channel between its parent and a worker, whose id it was told.
;; do: spawn worker.toml 7
;; do: channel {0} accept
;; send: x{1}
;; lives:
;; says: there is no channel
(import "theater:simple/message-server-host" "send-on-channel" (func $write (param i32 i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $write (local.get $at) (local.get $length) (i32.const 64) (i32.const 6) (i32.const 2048))
  (call $told (i32.const 2048)))
