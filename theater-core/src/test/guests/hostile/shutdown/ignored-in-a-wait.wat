;; @guest
;; Waits for somebody who never answers when it is to end.
;; lifecycle: shutdown = "300ms"
;; send: x{parent}
;; atleast: 280
;; stops: 1300
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "request" (func $ask (param i32 i32 i32 i32 i32)))
(data (i32.const 64) "set busy")
(data (i32.const 80) "worker.toml")
(data (i32.const 96) "loop")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $spawn (i32.const 80) (i32.const 11) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $hit (local.get $at) (local.get $length) (i32.const 64) (i32.const 8) (i32.const 2064))
  (loop $for_ever
    (call $ask (i32.load (i32.const 2052)) (i32.load (i32.const 2056)) (i32.const 128) (i32.const 0) (i32.const 2064))
    (br $for_ever))
  (unreachable))
