;; @guest
;; Throws an exception that nobody catches.
;; fails: trap handle-send
;; says: uncaught exception
(tag $thrown (param i64))
(func $attack (param $at i32) (param $length i32) (result i32)
  (throw $thrown (i64.const 7)))
