;; @guest
;; Sends somebody a megabyte a thousand times in one call: more than one call may move.
;; limits: memory = "4MB"
;; send: x{victim}
;; fails: limit handle-send
(import "theater:simple/message-server-host" "send" (func $send_to (param i32 i32 i32 i32 i32)))
(memory $memory (export "memory") 40)
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $for_ever
    (call $send_to (local.get $at) (local.get $length) (i32.const 65536) (i32.const 1048576) (i32.const 2048))
    (br $for_ever))
  (unreachable))
