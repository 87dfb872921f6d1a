;; @guest
;; Gives one address for the state and the message, so that it finds its state overwritten; nobody else does.
;; send: x234567
;; lives:
;; state: x234
(func $realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $length i32) (result i32)
  (i32.const 8192))
