;; @guest
;; Answers with a list of four gigabytes less one byte.
;; ask: x
;; answers: handle-request failed (trap)
;; fails: trap handle-request
;; says: list of 4294967295 bytes
(func $asked (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (call $reply (i32.const 0) (i32.const -1)))
