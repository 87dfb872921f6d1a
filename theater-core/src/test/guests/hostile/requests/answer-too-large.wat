;; @guest
;; Answers with seventeen megabytes, more than its parent takes.
;; limits: memory = "32MB"
;; do: request {self} x
;; lives:
;; handler: handle-request
;; answers: at most 16777216
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $reply (call $allocate (i32.const 1) (i32.const 17000000)) (i32.const 17000000)))
