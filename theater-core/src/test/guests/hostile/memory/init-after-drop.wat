;; @guest
;; Takes bytes of a data segment that it has dropped.
;; fails: trap handle-send
;; says: out of bounds memory access
(data $passive "four")
(func $attack (param $at i32) (param $length i32) (result i32)
  (data.drop $passive)
  (memory.init $passive (i32.const 0) (i32.const 0) (i32.const 4))
  (call $unchanged))
