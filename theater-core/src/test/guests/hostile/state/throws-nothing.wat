;; @guest
;; Throws a reference to an exception that is none.
;; fails: trap handle-send
(func $attack (param $at i32) (param $length i32) (result i32)
  (throw_ref (ref.null exn)))
