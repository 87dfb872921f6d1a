;; @guest
;; Opens a thousand channels to a worker of its own, as many as it may have, and one more.
;; lives:
;; says: max_channels
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "open-channel" (func $open (param i32 i32 i32 i32 i32)))
(data (i32.const 64) "worker.toml")
(data (i32.const 128) "accept")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $spawn (i32.const 64) (i32.const 11) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (local.set $at (global.get $next))
  (loop $more
    (global.set $next (local.get $at))
    (call $open (i32.load (i32.const 2052)) (i32.load (i32.const 2056)) (i32.const 128) (i32.const 6) (i32.const 2064))
    (br_if $more (i32.eqz (i32.load8_u (i32.const 2064)))))
  (call $told (i32.const 2064)))
