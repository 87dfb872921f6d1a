;; @guest
;; Takes all the memory that it may have when the host has read its result.
;; limits: memory = "4MB"
;; lives:
;; state: good
(func $post (export "cabi_post_theater:simple/message-server-client#handle-send") (param i32)
  (global.set $next (i32.const 8192))
  (loop $more (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1)))))
