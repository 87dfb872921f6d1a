;; @guest
;; Takes more of a data segment than there is.
;; fails: trap handle-send
;; says: out of bounds memory access
(data $passive "four")
(func $attack (param $at i32) (param $length i32) (result i32)
  (memory.init $passive (i32.const 0) (i32.const 2) (i32.const 0x7fffffff))
  (call $unchanged))
