;; @guest
;; Wants to read the state of its parent.
;; send: x{parent}
;; lives:
;; says: is not a child of this supervisor
(import "theater:simple/supervisor" "get-child-state" (func $read (param i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $read (local.get $at) (local.get $length) (i32.const 2048))
  (call $told (i32.const 2048)))
