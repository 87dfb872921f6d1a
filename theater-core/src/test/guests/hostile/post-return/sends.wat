;; @guest
;; Sends a message to somebody when the host has read its result, which is forbidden.
;; fails: trap handle-send
;; says: leave
(import "theater:simple/message-server-host" "send" (func $send_to (param i32 i32 i32 i32 i32)))
(func $post (export "cabi_post_theater:simple/message-server-client#handle-send") (param i32)
  (global.set $next (i32.const 8192))
  (if (global.get $armed)
    (then (call $send_to (i32.const 0) (i32.const 36) (i32.const 1020) (i32.const 2) (i32.const 2048)))))
