;; @guest
;; Throws and catches, for ever. The interpreter keeps a frame of each catch and ends by its own bound on frames.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout|trap handle-send
(tag $thrown)
(func $throws (throw $thrown))
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever
    (block $caught (try_table (catch_all $caught) (call $throws)))
    (br $for_ever))
  (unreachable))
