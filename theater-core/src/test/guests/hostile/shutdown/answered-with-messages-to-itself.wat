;; @guest
;; Sends itself messages without end when it is to end.
;; lifecycle: shutdown = "300ms"
;; send: x{parent}
;; atleast: 280
;; stops: 1300
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(data (i32.const 64) "set busy")
(data (i32.const 80) "____________________________________")
(func $init (export "theater:simple/actor#init")
  (param $present i32) (param $state i32) (param $size i32) (param $id i32) (param $id_length i32) (result i32)
  (memory.copy (i32.const 80) (local.get $id) (i32.const 36))
  (call $keep (local.get $present) (local.get $state) (local.get $size)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hit (local.get $at) (local.get $length) (i32.const 64) (i32.const 8) (i32.const 2048))
  (loop $for_ever
    (call $hit (i32.const 80) (i32.const 36) (i32.const 64) (i32.const 8) (i32.const 2048))
    (br $for_ever))
  (unreachable))
