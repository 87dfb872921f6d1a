;; @guest
;; Wants to read the chain of somebody who is no child of it.
;; send: x{victim}
;; lives:
;; says: is not a child of this supervisor
(import "theater:simple/supervisor" "get-child-events" (func $read (param i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $read (local.get $at) (local.get $length) (i32.const 2048))
  (call $told (i32.const 2048)))
