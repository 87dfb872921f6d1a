;; @guest
;; Answers with an error of ten million characters, which the host cuts before it keeps or tells it.
;; fails: error handle-send
;; says: eeeeeeeeeeeeeeeeeeee
(memory $memory (export "memory") 200)
(func $attack (param $at i32) (param $length i32) (result i32)
  (memory.fill (i32.const 65536) (i32.const 101) (i32.const 10000000))
  (call $fail (i32.const 65536) (i32.const 10000000)))
