;; @guest
;; Asks for its end and traps: that is a failure, so it is restarted.
;; fails: trap handle-send
;; says: unreachable
(import "theater:simple/runtime" "shutdown" (func $shutdown (param i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $shutdown (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (unreachable))
