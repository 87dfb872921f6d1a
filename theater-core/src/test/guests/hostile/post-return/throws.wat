;; @guest
;; Throws an exception when the host has read its result.
;; fails: trap handle-send
;; says: uncaught exception
(tag $thrown)
(func $post (export "cabi_post_theater:simple/message-server-client#handle-send") (param i32)
  (global.set $next (i32.const 8192))
  (if (global.get $armed) (then (throw $thrown))))
