;; @guest
;; Has the host put an answer where none can lie.
;; fails: trap handle-send
;; says: align
(import "theater:simple/message-server-host" "cancel-request" (func $cancel (param i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $cancel (i32.const 1020) (i32.const 2) (i32.const 2049))
  (call $unchanged))
