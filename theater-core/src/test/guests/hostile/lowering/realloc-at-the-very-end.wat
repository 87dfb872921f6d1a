;; @guest
;; Gives the last address of all for a message of seven bytes, whose end would be 6.
;; send: x234567
;; fails: trap handle-send
;; says: is outside the memory of 131072
(func $realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $length i32) (result i32)
  (if (i32.eq (local.get $length) (i32.const 7)) (then (return (i32.const -1))))
  (call $allocate (local.get $align) (local.get $length)))
