;; @guest
;; Calls through a table, for ever.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(table funcref (elem $nothing))
(func $nothing)
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever (call_indirect (i32.const 0)) (br $for_ever))
  (unreachable))
