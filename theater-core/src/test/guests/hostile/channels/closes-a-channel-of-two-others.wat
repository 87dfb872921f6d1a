;; @guest
;; Closes a channel between its parent and a worker, whose id it was told: both can still use it.
;; do: spawn worker.toml 7
;; do: channel {0} accept
;; send: x{1}
;; do: channel-send {1} still
;; answers: sent
;; lives:
;; says: there is no channel
(import "theater:simple/message-server-host" "close-channel" (func $close (param i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $close (local.get $at) (local.get $length) (i32.const 2048))
  (call $told (i32.const 2048)))
