;; @guest
;; Fills its own mailbox with what it traps on: what waits survives each restart, until its supervisor gives up.
;; send: x{self}
;; overthrows:
;; says: 3 restarts
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(data (i32.const 64) "xx")
(func $attack (param $at i32) (param $length i32) (result i32)
  (local $more i32)
  (if (i32.eq (local.get $length) (i32.const 1)) (then (unreachable)))
  (loop $again
    (call $hit (local.get $at) (local.get $length) (i32.const 64) (i32.const 2) (i32.const 2048))
    (local.set $more (i32.add (local.get $more) (i32.const 1)))
    (br_if $again (i32.lt_u (local.get $more) (i32.const 500))))
  (call $unchanged))
