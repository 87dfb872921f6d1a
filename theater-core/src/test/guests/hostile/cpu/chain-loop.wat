;; @guest
;; Has the host hand it its whole chain, for ever.
;; lifecycle: call_timeout = "300ms"
;; fails: limit|timeout handle-send
(import "theater:simple/runtime" "get-chain" (func $chain (param i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever
    (call $chain (i32.const 2048))
    (global.set $next (i32.const 8192))
    (br $for_ever))
  (unreachable))
