;; @guest
;; Calls itself for ever when the host has read its result.
;; fails: trap handle-send
;; says: call stack exhausted
(func $post (export "cabi_post_theater:simple/message-server-client#handle-send") (param i32)
  (global.set $next (i32.const 8192))
  (if (global.get $armed) (then (call $post (local.get 0)) (call $post (local.get 0)))))
