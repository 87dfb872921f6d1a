;; @guest
;; Takes all the memory that it may have before it is ready, and keeps it.
;; limits: memory = "8MB"
;; lives:
;; state: ok
(func $init (export "theater:simple/actor#init") (param i32 i32 i32 i32 i32) (result i32)
  (loop $more (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
  (call $keep (local.get 0) (local.get 1) (local.get 2)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (if (i32.ne (memory.size) (i32.const 128)) (then (unreachable)))
  (call $keep (i32.const 1) (i32.const 1020) (i32.const 2)))
