;; @guest
;; Never comes back when it is told that a channel is closed.
;; lifecycle: call_timeout = "300ms"
;; do: channel {self} x
;; do: channel-close {0}
;; fails: timeout handle-channel-close
;; says: it ran longer than 300 ms
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $accept))
(func $closed (param $id i32) (param $id_length i32) (result i32)
  (loop $for_ever (br $for_ever))
  (unreachable))
