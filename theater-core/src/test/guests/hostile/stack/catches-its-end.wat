;; @guest
;; Calls itself in blocks that catch everything: the end of the stack must not be among it.
;; fails: trap handle-send
;; says: call stack exhausted
(func $down
  (block $caught (try_table (catch_all $caught) (call $down) (call $down))))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $down)
  (call $unchanged))
