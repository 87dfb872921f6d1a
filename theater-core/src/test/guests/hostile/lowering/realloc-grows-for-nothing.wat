;; @guest
;; Takes all the memory that it may have whenever the host asks for some.
;; limits: memory = "4MB"
;; send: x234567
;; lives:
;; state: good
(func $realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $length i32) (result i32)
  (loop $more (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
  (call $allocate (local.get $align) (local.get $length)))
