;; @guest
;; Answers a request that it was never asked.
;; send: x{victim}
;; lives:
;; says: request
(import "theater:simple/message-server-host" "respond-to-request" (func $respond (param i32 i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $respond (local.get $at) (local.get $length) (i32.const 64) (i32.const 6) (i32.const 2048))
  (call $told (i32.const 2048)))
