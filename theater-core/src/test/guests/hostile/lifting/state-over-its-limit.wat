;; @guest
;; Answers with a state that is one byte larger than the manifest allows.
;; limits: max_state = "1KB"
;; fails: limit handle-send
;; says: max_state allows 1024
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $keep (i32.const 1) (i32.const 0) (i32.const 1025)))
