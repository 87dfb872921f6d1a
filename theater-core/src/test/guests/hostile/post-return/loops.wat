;; @guest
;; Never comes back when the host has read its result.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(func $post (export "cabi_post_theater:simple/message-server-client#handle-send") (param i32)
  (global.set $next (i32.const 8192))
  (if (global.get $armed) (then (loop $for_ever (br $for_ever)))))
