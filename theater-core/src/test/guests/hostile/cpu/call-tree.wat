;; @guest
;; Takes two calls at every one of 62 levels: no loop, no deep stack, and no end.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(func $twice (param $levels i32)
  (if (local.get $levels)
    (then
      (call $twice (i32.sub (local.get $levels) (i32.const 1)))
      (call $twice (i32.sub (local.get $levels) (i32.const 1))))))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $twice (i32.const 62))
  (call $unchanged))
