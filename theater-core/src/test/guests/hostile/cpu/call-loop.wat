;; @guest
;; Calls a function that does nothing, for ever.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(func $nothing)
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever (call $nothing) (br $for_ever))
  (unreachable))
