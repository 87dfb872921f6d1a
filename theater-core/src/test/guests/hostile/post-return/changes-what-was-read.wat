;; @guest
;; Overwrites the result and the state in it when the host has read them: too late.
;; send: xstate
;; lives:
;; state: state
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $keep (i32.const 1) (local.get $at) (local.get $length)))
(func $post (export "cabi_post_theater:simple/message-server-client#handle-send") (param i32)
  (global.set $next (i32.const 8192))
  (memory.fill (i32.const 0) (i32.const 255) (i32.const 1020))
  (memory.fill (i32.const 1024) (i32.const 255) (i32.const 65536)))
