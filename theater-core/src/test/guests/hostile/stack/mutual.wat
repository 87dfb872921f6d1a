;; @guest
;; Two functions call each other for ever.
;; fails: trap handle-send
;; says: call stack exhausted
(func $this (param i32) (result i32) (i32.add (call $that (local.get 0)) (i32.const 1)))
(func $that (param i32) (result i32) (i32.add (call $this (local.get 0)) (i32.const 2)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (drop (call $this (i32.const 0)))
  (call $unchanged))
