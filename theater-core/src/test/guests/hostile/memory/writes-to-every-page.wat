;; @guest
;; Grows as far as it can and writes to every page, so that the host must really have them.
;; limits: memory = "32MB"
;; lives:
;; state: ok
(func $attack (param $at i32) (param $length i32) (result i32)
  (local $page i32)
  (loop $more (br_if $more (i32.ne (memory.grow (i32.const 8)) (i32.const -1))))
  (local.set $page (i32.const 131072))
  (loop $next_page
    (i32.store (local.get $page) (i32.const 1))
    (local.set $page (i32.add (local.get $page) (i32.const 4096)))
    (br_if $next_page (i32.lt_u (local.get $page) (i32.shl (memory.size) (i32.const 16)))))
  (call $keep (i32.const 1) (i32.const 1020) (i32.const 2)))
