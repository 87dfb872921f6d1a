;; @guest
;; Takes a channel with a yes that is 255: any number but 0 is a yes, in its lowest byte.
;; do: channel {self} x
;; do: channel-send {0} hello
;; lives:
;; state: hello
;; handler: handle-channel-message
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (drop (call $accept))
  (i32.store (i32.const 1040) (i32.const 255))
  (i32.const 1024))
(func $received (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $keep (i32.const 1) (local.get $at) (local.get $length)))
