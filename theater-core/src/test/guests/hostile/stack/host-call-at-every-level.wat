;; @guest
;; Calls the host before it goes deeper, so that one of the calls is made at the very end of the stack.
;; fails: trap handle-send
;; says: call stack exhausted
(import "theater:simple/message-server-host" "cancel-request" (func $cancel (param i32 i32 i32)))
(func $down
  (global.set $next (i32.const 8192))
  (call $cancel (i32.const 1020) (i32.const 2) (i32.const 2048))
  (call $down)
  (call $cancel (i32.const 1020) (i32.const 2) (i32.const 2048)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $down)
  (call $unchanged))
