;; @guest
;; Logs a line from address 1 that is as long as a signed number can say.
;; fails: trap handle-send
;; says: bytes, at most 268435455 are allowed
(import "theater:simple/runtime" "log" (func $log (param i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $log (i32.const 1) (i32.const 0x7fffffff))
  (call $unchanged))
