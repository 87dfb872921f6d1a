;; @guest
;; Answers with nine megabytes, more than a message may have.
;; limits: memory = "16MB"
;; limits: max_message = "1MB"
;; ask: x
;; lives:
;; handler: handle-request
;; answers: max_message
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $reply (call $allocate (i32.const 1) (i32.const 9000000)) (i32.const 9000000)))
