;; @guest
;; Answers what comes on a channel with a state that ends beyond its memory.
;; do: channel {self} x
;; do: channel-send {0} hello
;; fails: trap handle-channel-message
;; says: outside the memory
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $accept))
(func $received (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $keep (i32.const 1) (i32.const 131064) (i32.const 64)))
