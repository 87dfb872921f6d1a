;; @guest
;; Claims a state that is as long as a signed number can say.
;; fails: trap handle-send
;; says: bytes, at most 268435455 are allowed
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $keep (i32.const 1) (i32.const 1) (i32.const 0x7fffffff)))
