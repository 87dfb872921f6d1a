;; @guest
;; Asks the host for its outstanding requests without end when it is to end.
;; lifecycle: shutdown = "300ms"
;; send: x{parent}
;; atleast: 280
;; stops: 1300
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "list-outstanding-requests" (func $list (param i32)))
(data (i32.const 64) "set busy")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hit (local.get $at) (local.get $length) (i32.const 64) (i32.const 8) (i32.const 2048))
  (loop $for_ever
    (call $list (i32.const 2048))
    (br $for_ever))
  (unreachable))
