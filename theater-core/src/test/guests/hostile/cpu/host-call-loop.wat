;; @guest
;; Asks the host for its outstanding requests, for ever: most of the time passes in the host.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(import "theater:simple/message-server-host" "list-outstanding-requests" (func $ask (param i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever
    (call $ask (i32.const 2048))
    (global.set $next (i32.const 8192))
    (br $for_ever))
  (unreachable))
