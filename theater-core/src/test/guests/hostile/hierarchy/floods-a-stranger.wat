;; @guest
;; Sends somebody messages until his mailbox takes no more.
;; send: x{victim}
;; lives:
;; says: mailbox
(import "theater:simple/message-server-host" "send" (func $send_to (param i32 i32 i32 i32 i32)))
(data (i32.const 64) "spin 1")
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $more
    (call $send_to (local.get $at) (local.get $length) (i32.const 64) (i32.const 6) (i32.const 2048))
    (br_if $more (i32.eqz (i32.load8_u (i32.const 2048)))))
  (call $told (i32.const 2048)))
