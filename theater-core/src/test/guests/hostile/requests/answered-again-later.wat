;; @guest
;; Answers a request that it has answered before: the second answer goes to nobody.
;; ask: first
;; answers: first
;; send: x
;; lives:
;; says: request
(import "theater:simple/message-server-host" "respond-to-request" (func $respond (param i32 i32 i32 i32 i32)))
(global $kept (mut i32) (i32.const 0))
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (memory.copy (i32.const 128) (local.get $id) (local.get $id_length))
  (global.set $kept (local.get $id_length))
  (call $reply (local.get $at) (local.get $length)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $respond (i32.const 128) (global.get $kept) (i32.const 64) (i32.const 6) (i32.const 2048))
  (call $told (i32.const 2048)))
