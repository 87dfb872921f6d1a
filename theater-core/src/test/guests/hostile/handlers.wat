;; Handlers of messages of other kinds, each of which is in a case that defines the function named above it: its results lie
;; at 1024 like those of handle-send.

;; for $asked: what is asked, with the request's id before it
(func $request (export "theater:simple/message-server-client#handle-request") (param $present i32) (param $state i32)
  (param $size i32) (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (global.set $present (local.get $present))
  (global.set $state (local.get $state))
  (global.set $size (local.get $size))
  (call $asked (local.get $id) (local.get $id_length) (local.get $at) (local.get $length)))

;; for $asked
(func $answer (param $present i32) (param $at i32) (param $length i32) (result i32)
  (drop (call $unchanged))
  (i32.store (i32.const 1040) (local.get $present))
  (i32.store (i32.const 1044) (local.get $at))
  (i32.store (i32.const 1048) (local.get $length))
  (i32.const 1024))

;; for $asked
(func $reply (param $at i32) (param $length i32) (result i32)
  (call $answer (i32.const 1) (local.get $at) (local.get $length)))

;; for $heard: answers with what the host answered
(func $heard (param $answer i32) (result i32)
  (if (i32.eqz (i32.load8_u (local.get $answer))) (then (return (call $reply (i32.const 1020) (i32.const 2)))))
  (call $reply (i32.load offset=4 (local.get $answer)) (i32.load offset=8 (local.get $answer))))

;; for $opened: the channel's id, and the first message
(func $channel_open (export "theater:simple/message-server-client#handle-channel-open") (param $present i32)
  (param $state i32) (param $size i32) (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (global.set $present (local.get $present))
  (global.set $state (local.get $state))
  (global.set $size (local.get $size))
  (call $opened (local.get $id) (local.get $id_length) (local.get $at) (local.get $length)))

;; for $opened
(func $accept (result i32)
  (drop (call $unchanged))
  (i32.store (i32.const 1040) (i32.const 1))
  (i32.store (i32.const 1044) (i32.const 0))
  (i32.const 1024))

;; for $received: the channel's id, and the message
(func $channel_message (export "theater:simple/message-server-client#handle-channel-message") (param $present i32)
  (param $state i32) (param $size i32) (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (global.set $present (local.get $present))
  (global.set $state (local.get $state))
  (global.set $size (local.get $size))
  (call $received (local.get $id) (local.get $id_length) (local.get $at) (local.get $length)))

;; for $closed: the channel's id
(func $channel_close (export "theater:simple/message-server-client#handle-channel-close") (param $present i32)
  (param $state i32) (param $size i32) (param $id i32) (param $id_length i32) (result i32)
  (global.set $present (local.get $present))
  (global.set $state (local.get $state))
  (global.set $size (local.get $size))
  (call $closed (local.get $id) (local.get $id_length)))

;; for $child_failed: the child's id
(func $child_error (export "theater:simple/supervisor-handlers#handle-child-error") (param $present i32) (param $state i32)
  (param $size i32) (param $id i32) (param $id_length i32) (param i32 i32 i32 i32) (result i32)
  (global.set $present (local.get $present))
  (global.set $state (local.get $state))
  (global.set $size (local.get $size))
  (call $child_failed (local.get $id) (local.get $id_length)))

;; for $child_ended: the child's id
(func $child_exit (export "theater:simple/supervisor-handlers#handle-child-exit") (param $present i32) (param $state i32)
  (param $size i32) (param $id i32) (param $id_length i32) (param i32 i32 i32) (result i32)
  (global.set $present (local.get $present))
  (global.set $state (local.get $state))
  (global.set $size (local.get $size))
  (call $child_ended (local.get $id) (local.get $id_length)))

;; for $hire: starts a worker and sends it what lies at 128
(func $hire (param $length i32)
  (call $spawn (i32.const 64) (i32.const 11) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $hit (i32.load (i32.const 2052)) (i32.load (i32.const 2056)) (i32.const 128) (local.get $length) (i32.const 2064)))

;; for $hire
(data $worker (i32.const 64) "worker.toml")
