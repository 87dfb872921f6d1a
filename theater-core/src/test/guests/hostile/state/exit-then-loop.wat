;; @guest
;; Asks for its end and does not end.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(import "theater:simple/runtime" "shutdown" (func $shutdown (param i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $shutdown (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (loop $for_ever (br $for_ever))
  (unreachable))
