;; @guest
;; Answers with a state that is the result itself.
;; lives:
;; says: L
(func $attack (param $at i32) (param $length i32) (result i32)
  (i32.store8 (i32.const 1026) (i32.const 76))
  (call $keep (i32.const 1) (i32.const 1024) (i32.const 17))
  (i32.store8 (i32.const 1040) (i32.const 76)))
