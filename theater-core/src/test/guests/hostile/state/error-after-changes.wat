;; @guest
;; Writes over its state in memory and answers with an error: what was committed stays.
;; fails: error handle-send
;; says: no
(data (i32.const 64) "no")
(func $attack (param $at i32) (param $length i32) (result i32)
  (memory.fill (global.get $state) (i32.const 33) (global.get $size))
  (call $fail (i32.const 64) (i32.const 2)))
