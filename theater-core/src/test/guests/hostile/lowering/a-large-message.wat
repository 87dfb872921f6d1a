;; @guest
;; Is sent a megabyte and says that all of it is its state.
;; limits: max_state = "1MB"
;; send: x{1MB}
;; lives:
;; says: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $keep (i32.const 1) (local.get $at) (local.get $length)))
