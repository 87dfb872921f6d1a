;; @guest
;; Answers the request that it is handling by a host call, twice, and then with what it says of that.
;; ask: x
;; lives:
;; handler: handle-request
;; answers: request
(import "theater:simple/message-server-host" "respond-to-request" (func $respond (param i32 i32 i32 i32 i32)))
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $respond (local.get $id) (local.get $id_length) (i32.const 64) (i32.const 6) (i32.const 2048))
  (call $respond (local.get $id) (local.get $id_length) (i32.const 64) (i32.const 6) (i32.const 2048))
  (call $heard (i32.const 2048)))
