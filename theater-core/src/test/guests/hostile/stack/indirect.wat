;; @guest
;; Calls itself through a table for ever.
;; fails: trap handle-send
;; says: call stack exhausted
(table funcref (elem $down))
(func $down (call_indirect (i32.const 0)) (call_indirect (i32.const 0)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $down)
  (call $unchanged))
