;; @guest
;; Starts children without end when it is to end.
;; lifecycle: shutdown = "300ms"
;; send: x{parent}
;; atleast: 280
;; stops: 2300
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(import "theater:simple/supervisor" "stop-child" (func $stop (param i32 i32 i32)))
(data (i32.const 64) "set busy")
(data (i32.const 80) "worker.toml")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hit (local.get $at) (local.get $length) (i32.const 64) (i32.const 8) (i32.const 2064))
  (local.set $at (global.get $next))
  (loop $for_ever
    (global.set $next (local.get $at))
    (call $spawn (i32.const 80) (i32.const 11) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
    (br $for_ever))
  (unreachable))
