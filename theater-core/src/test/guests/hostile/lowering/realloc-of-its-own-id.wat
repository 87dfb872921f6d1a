;; @guest
;; Gives an address beyond its memory for its own id, in init.
;; refused: init failed (trap)
(func $realloc (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 0x10000000))
