;; @guest
;; Wants to stop its parent.
;; send: x{parent}
;; lives:
;; says: is not a child of this supervisor
(import "theater:simple/supervisor" "stop-child" (func $stop (param i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $stop (local.get $at) (local.get $length) (i32.const 2048))
  (call $told (i32.const 2048)))
