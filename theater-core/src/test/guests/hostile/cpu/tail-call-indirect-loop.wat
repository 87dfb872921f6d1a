;; @guest
;; Two functions that call each other in tail position through a table.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout|trap handle-send
(type $attacks (func (param i32 i32) (result i32)))
(table funcref (elem $attack $other))
(func $other (type $attacks)
  (return_call_indirect (type $attacks) (local.get 0) (local.get 1) (i32.const 0)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (return_call_indirect (type $attacks) (local.get $at) (local.get $length) (i32.const 1)))
