;; @guest
;; Never comes back when the host asks for memory for a message of seven bytes.
;; lifecycle: call_timeout = "300ms"
;; send: x234567
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(func $realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $length i32) (result i32)
  (if (i32.eq (local.get $length) (i32.const 7)) (then (loop $for_ever (br $for_ever))))
  (call $allocate (local.get $align) (local.get $length)))
