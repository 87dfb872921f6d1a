;; @guest
;; Logs a line when the host has read its result, which is forbidden.
;; fails: trap handle-send
;; says: leave
(import "theater:simple/runtime" "log" (func $log (param i32 i32)))
(func $post (export "cabi_post_theater:simple/message-server-client#handle-send") (param i32)
  (global.set $next (i32.const 8192))
  (if (global.get $armed) (then (call $log (i32.const 1020) (i32.const 2)))))
