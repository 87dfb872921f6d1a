;; @guest
;; Starts itself, tells that child to do the same, and spins: a tower of actors none of which ends by itself.
;; lifecycle: shutdown = "200ms"
;; send: x{parent}
;; atleast: 980
;; stops: 6000
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(data (i32.const 64) "set busy")
(data (i32.const 80) "ignored-by-a-tower.toml")
(data (i32.const 127) "x")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $spawn (i32.const 80) (i32.const 23) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (memory.copy (i32.const 128) (local.get $at) (local.get $length))
  (if (i32.load8_u (i32.const 2048))
    (then (call $hit (local.get $at) (local.get $length) (i32.const 64) (i32.const 8) (i32.const 2064)))
    (else (call $hit (i32.load (i32.const 2052)) (i32.load (i32.const 2056)) (i32.const 127) (i32.const 37) (i32.const 2064))))
  (loop $for_ever (br $for_ever))
  (unreachable))
