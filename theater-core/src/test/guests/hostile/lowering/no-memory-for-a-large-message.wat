;; @guest
;; Is sent a megabyte, which it may not have the memory for.
;; limits: memory = "256KB"
;; send: x{1MB}
;; fails: trap handle-send
;; says: unreachable
(func $attack (param $at i32) (param $length i32) (result i32) (call $unchanged))
