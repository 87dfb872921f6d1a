;; @guest
;; Sends somebody a message of 17 megabytes, more than anybody takes.
;; limits: memory = "32MB"
;; send: x{victim}
;; lives:
;; says: takes at most 16777216
(import "theater:simple/message-server-host" "send" (func $send_to (param i32 i32 i32 i32 i32)))
(memory $memory (export "memory") 300)
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $send_to (local.get $at) (local.get $length) (i32.const 65536) (i32.const 17825792) (i32.const 2048))
  (call $told (i32.const 2048)))
