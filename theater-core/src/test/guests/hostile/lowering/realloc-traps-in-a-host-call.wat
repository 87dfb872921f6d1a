;; @guest
;; Traps when the host wants to hand it the error of a host call.
;; fails: trap handle-send
;; says: unreachable
(import "theater:simple/message-server-host" "cancel-request" (func $cancel (param i32 i32 i32)))
(func $realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $length i32) (result i32)
  (if (global.get $armed) (then (unreachable)))
  (call $allocate (local.get $align) (local.get $length)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (global.set $armed (i32.const 1))
  (call $cancel (i32.const 1020) (i32.const 2) (i32.const 2048))
  (call $unchanged))
