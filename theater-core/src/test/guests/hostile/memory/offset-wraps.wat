;; @guest
;; Address and offset together are one too large for 32 bits, and would be 3 if they wrapped.
;; fails: trap handle-send
;; says: out of bounds memory access
(func $attack (param $at i32) (param $length i32) (result i32)
  (i32.store8 offset=0xffffffff (i32.const 4) (i32.const 1))
  (call $unchanged))
