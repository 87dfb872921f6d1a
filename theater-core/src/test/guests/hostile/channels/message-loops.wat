;; @guest
;; Never comes back when something comes on a channel.
;; lifecycle: call_timeout = "300ms"
;; do: channel {self} x
;; do: channel-send {0} hello
;; fails: timeout handle-channel-message
;; says: it ran longer than 300 ms
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $accept))
(func $received (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (loop $for_ever (br $for_ever))
  (unreachable))
