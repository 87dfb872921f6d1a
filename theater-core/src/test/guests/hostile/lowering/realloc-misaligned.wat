;; @guest
;; Gives an odd address for a list of records that begin with eight bytes.
;; fails: trap handle-send
;; says: align
(import "theater:simple/runtime" "get-chain" (func $chain (param i32)))
(func $realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $length i32) (result i32)
  (i32.or (call $allocate (local.get $align) (i32.add (local.get $length) (i32.const 8)))
    (i32.gt_u (local.get $align) (i32.const 1))))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $chain (i32.const 2048))
  (call $unchanged))
