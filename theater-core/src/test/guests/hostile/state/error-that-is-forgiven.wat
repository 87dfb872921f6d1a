;; @guest
;; Writes over its state in memory and answers with an error that its manifest forgives.
;; lifecycle: on_error = "resume"
;; lives:
;; state: good
(data (i32.const 64) "no")
(func $attack (param $at i32) (param $length i32) (result i32)
  (memory.fill (global.get $state) (i32.const 33) (global.get $size))
  (call $fail (i32.const 64) (i32.const 2)))
