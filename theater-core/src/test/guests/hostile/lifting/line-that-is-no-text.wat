;; @guest
;; Logs what is not UTF-8.
;; fails: trap handle-send
(import "theater:simple/runtime" "log" (func $log (param i32 i32)))
(data (i32.const 64) "\ed\a0\80\ff")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $log (i32.const 64) (i32.const 4))
  (call $unchanged))
