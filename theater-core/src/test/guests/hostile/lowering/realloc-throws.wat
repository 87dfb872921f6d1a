;; @guest
;; Throws an exception when the host asks for memory for a message of seven bytes.
;; send: x234567
;; fails: trap handle-send
;; says: uncaught exception
(tag $thrown)
(func $realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $length i32) (result i32)
  (if (i32.eq (local.get $length) (i32.const 7)) (then (throw $thrown)))
  (call $allocate (local.get $align) (local.get $length)))
