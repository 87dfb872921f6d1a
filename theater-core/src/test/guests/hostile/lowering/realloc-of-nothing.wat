;; @guest
;; Gives address 0 for a message of seven bytes, which is an address like others, and harms itself alone.
;; send: x234567
;; lives:
;; state: 234567
(func $realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $length i32) (result i32)
  (if (i32.eq (local.get $length) (i32.const 7)) (then (return (i32.const 0))))
  (call $allocate (local.get $align) (local.get $length)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $keep (i32.const 1) (i32.const 1) (local.get $length)))
