;; @guest
;; Grows by a page until the host says no, which is no failure.
;; limits: memory = "1MB"
;; lives:
;; state: ok
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $more (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
  (if (i32.gt_u (memory.size) (i32.const 16)) (then (unreachable)))
  (call $keep (i32.const 1) (i32.const 1020) (i32.const 2)))
