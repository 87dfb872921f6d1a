;; @guest
;; Sets a global that its start section traps on, and traps; the next incarnation must find it as declared.
;; fails: trap handle-send
;; says: unreachable
(global $armed (mut i32) (i32.const 0))
(func $start (if (global.get $armed) (then (unreachable))))
(start $start)
(func $attack (param $at i32) (param $length i32) (result i32)
  (global.set $armed (i32.const 1))
  (unreachable))
