;; @guest
;; Never says whether it takes a channel.
;; lifecycle: call_timeout = "300ms"
;; do: channel {self} x
;; answers: handle-channel-open failed (timeout)
;; fails: timeout handle-channel-open
;; says: it ran longer than 300 ms
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (loop $for_ever (br $for_ever))
  (unreachable))
