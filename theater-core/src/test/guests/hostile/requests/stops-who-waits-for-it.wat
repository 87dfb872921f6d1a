;; @guest
;; Wants to stop its parent, which waits for its answer.
;; do: request {self} {parent}
;; lives:
;; handler: handle-request
;; answers: is not a child of this supervisor
(import "theater:simple/supervisor" "stop-child" (func $stop (param i32 i32 i32)))
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $stop (local.get $at) (local.get $length) (i32.const 2048))
  (call $heard (i32.const 2048)))
