;; @guest
;; Divides by zero.
;; fails: trap handle-send
(func $attack (param $at i32) (param $length i32) (result i32)
  (i32.div_s (i32.const 1) (i32.load (i32.const 512))))
