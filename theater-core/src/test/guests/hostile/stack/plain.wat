;; @guest
;; Calls itself for ever.
;; fails: trap handle-send
;; says: call stack exhausted
(func $down (call $down) (call $down))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $down)
  (call $unchanged))
