;; @guest
;; Has a worker of its own ask its parent, which waits for it.
;; do: request {self} {parent}
;; lives:
;; handler: handle-request
;; answers: the wait would close a circle
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "request" (func $ask (param i32 i32 i32 i32 i32)))
(data (i32.const 64) "worker.toml")
(data (i32.const 128) "request ____________________________________ get")
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (memory.copy (i32.const 136) (local.get $at) (i32.const 36))
  (call $spawn (i32.const 64) (i32.const 11) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $ask (i32.load (i32.const 2052)) (i32.load (i32.const 2056)) (i32.const 128) (i32.const 48) (i32.const 2064))
  (call $reply (i32.load (i32.const 2068)) (i32.load (i32.const 2072))))
