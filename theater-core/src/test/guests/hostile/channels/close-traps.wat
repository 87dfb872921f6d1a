;; @guest
;; Traps when it is told that a channel is closed.
;; do: channel {self} x
;; do: channel-close {0}
;; fails: trap handle-channel-close
;; says: unreachable
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $accept))
(func $closed (param $id i32) (param $id_length i32) (result i32)
  (unreachable))
