;; @guest
;; Cancels the request that it is handling, and answers it.
;; ask: x
;; lives:
;; handler: handle-request
;; answers: request
(import "theater:simple/message-server-host" "cancel-request" (func $cancel (param i32 i32 i32)))
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $cancel (local.get $id) (local.get $id_length) (i32.const 2048))
  (call $heard (i32.const 2048)))
