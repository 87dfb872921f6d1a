;; @guest
;; Ends itself in the call that takes a channel.
;; do: channel {self} x
;; ends:
(import "theater:simple/runtime" "shutdown" (func $shutdown (param i32 i32 i32 i32)))
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $shutdown (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $accept))
