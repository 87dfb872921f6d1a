;; @guest
;; Wants to stop a child whose id is not UTF-8.
;; fails: trap handle-send
(import "theater:simple/supervisor" "stop-child" (func $stop (param i32 i32 i32)))
(data (i32.const 64) "\ff\fe\c0\80")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $stop (i32.const 64) (i32.const 4) (i32.const 2048))
  (call $told (i32.const 2048)))
