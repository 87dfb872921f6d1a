;; @guest
;; Throws and catches, for ever.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(tag $thrown)
(func $throws (throw $thrown))
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever
    (block $caught (try_table (catch_all $caught) (call $throws)))
    (br $for_ever))
  (unreachable))
