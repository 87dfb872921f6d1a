;; @guest
;; Sends itself in every init what it traps on, once it has trapped, until its supervisor gives up.
;; overthrows:
;; says: 3 restarts
(import "theater:simple/runtime" "get-chain" (func $chain (param i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(func $init (export "theater:simple/actor#init")
  (param $present i32) (param $state i32) (param $size i32) (param $id i32) (param $id_length i32) (result i32)
  (call $chain (i32.const 2048))
  (i32.store8 (i32.const 64) (i32.const 120))
  (if (i32.gt_u (i32.load (i32.const 2052)) (i32.const 4))
    (then (call $hit (local.get $id) (local.get $id_length) (i32.const 64) (i32.const 1) (i32.const 2064))))
  (call $keep (local.get $present) (local.get $state) (local.get $size)))
(func $attack (param $at i32) (param $length i32) (result i32) (unreachable))
