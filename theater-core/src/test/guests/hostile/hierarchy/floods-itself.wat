;; @guest
;; Sends itself messages until its mailbox takes no more, and must handle them all.
;; send: x{self}
;; lives:
;; state: good
(import "theater:simple/message-server-host" "send" (func $send_to (param i32 i32 i32 i32 i32)))
(data (i32.const 64) "good")
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $more
    (call $send_to (local.get $at) (local.get $length) (i32.const 64) (i32.const 4) (i32.const 2048))
    (br_if $more (i32.eqz (i32.load8_u (i32.const 2048)))))
  (call $told (i32.const 2048)))
