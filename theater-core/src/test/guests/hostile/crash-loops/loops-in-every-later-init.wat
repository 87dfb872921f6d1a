;; @guest
;; Traps when it is told to, and from then on never comes back from init, until its supervisor gives up.
;; lifecycle: init_timeout = "300ms"
;; overthrows:
;; says: 3 restarts
(import "theater:simple/runtime" "get-chain" (func $chain (param i32)))
(func $init (export "theater:simple/actor#init")
  (param $present i32) (param $state i32) (param $size i32) (param $id i32) (param $id_length i32) (result i32)
  (call $chain (i32.const 2048))
  (if (i32.gt_u (i32.load (i32.const 2052)) (i32.const 4)) (then (loop $for_ever (br $for_ever))))
  (call $keep (local.get $present) (local.get $state) (local.get $size)))
(func $attack (param $at i32) (param $length i32) (result i32) (unreachable))
