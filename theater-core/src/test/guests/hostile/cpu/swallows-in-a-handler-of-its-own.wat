;; @guest
;; Spins, and answers ok if it should ever come out of that by something that it can catch.
;; lifecycle: call_timeout = "300ms"
;; fails: timeout handle-send
;; says: it ran longer than 300 ms
(tag $never)
(func $attack (param $at i32) (param $length i32) (result i32)
  (block $caught
    (block $mine (try_table (catch $never $mine) (catch_all $caught) (loop $for_ever (br $for_ever)))))
  (call $keep (i32.const 1) (i32.const 1020) (i32.const 2)))
