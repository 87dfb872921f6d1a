;; @guest
;; Ends itself in the call that answers: the answer comes, and then it is gone.
;; ask: x
;; answers: ok
;; ends:
(import "theater:simple/runtime" "shutdown" (func $shutdown (param i32 i32 i32 i32)))
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $shutdown (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $heard (i32.const 2048)))
