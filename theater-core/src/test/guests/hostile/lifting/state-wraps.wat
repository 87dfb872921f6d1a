;; @guest
;; Claims a state that begins at the last address and ends at 16.
;; fails: trap handle-send
;; says: is outside the memory of 131072
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $keep (i32.const 1) (i32.const -1) (i32.const 17)))
