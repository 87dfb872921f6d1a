;; @guest
;; Wants to restart somebody who is no child of it.
;; send: x{victim}
;; lives:
;; says: is not a child of this supervisor
(import "theater:simple/supervisor" "restart-child" (func $restart (param i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $restart (local.get $at) (local.get $length) (i32.const 2048))
  (call $told (i32.const 2048)))
