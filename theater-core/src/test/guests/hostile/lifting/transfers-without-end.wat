;; @guest
;; Sends nobody a megabyte, for ever: each is refused, but one call may not move more than its share between guest and host.
;; limits: memory = "4MB"
;; fails: limit handle-send
;; says: values too large
(import "theater:simple/message-server-host" "send" (func $send_to (param i32 i32 i32 i32 i32)))
(memory $memory (export "memory") 40)
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever
    (global.set $next (i32.const 8192))
    (call $send_to (i32.const 64) (i32.const 0) (i32.const 65536) (i32.const 1048576) (i32.const 2048))
    (br $for_ever))
  (unreachable))
