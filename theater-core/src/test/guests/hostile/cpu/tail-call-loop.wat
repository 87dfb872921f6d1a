;; @guest
;; Calls itself in tail position: a loop without a loop. Compiled code uses stack for it and ends by that.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout|trap handle-send
(func $attack (param $at i32) (param $length i32) (result i32)
  (return_call $attack (local.get $at) (local.get $length)))
