;; @guest
;; Gives an address in what is its results: what the host hands in lies over them.
;; send: x234567
;; lives:
;; state: good
(func $realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $length i32) (result i32)
  (if (i32.eq (local.get $length) (i32.const 7)) (then (return (i32.const 1024))))
  (call $allocate (local.get $align) (local.get $length)))
