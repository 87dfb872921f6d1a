;; @guest
;; Traps when something comes on a channel.
;; do: channel {self} x
;; do: channel-send {0} hello
;; fails: trap handle-channel-message
;; says: unreachable
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $accept))
(func $received (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (unreachable))
