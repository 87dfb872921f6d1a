;; @guest
;; Has the host put an answer beyond its memory.
;; fails: trap handle-send
;; says: is outside the memory of 131072
(import "theater:simple/message-server-host" "cancel-request" (func $cancel (param i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $cancel (i32.const 1020) (i32.const 2) (i32.const -4))
  (call $unchanged))
