;; @guest
;; Wants to end when the host has read its result, which is forbidden: it fails and is restarted.
;; fails: trap handle-send
;; says: leave
(import "theater:simple/runtime" "shutdown" (func $shutdown (param i32 i32 i32 i32)))
(func $post (export "cabi_post_theater:simple/message-server-client#handle-send") (param i32)
  (global.set $next (i32.const 8192))
  (if (global.get $armed) (then (call $shutdown (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048)))))
