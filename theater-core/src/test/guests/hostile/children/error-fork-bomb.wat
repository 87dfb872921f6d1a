;; @guest
;; Starts children that fail without end whenever one has failed, until it may have no more, and ends them with itself.
;; limits: max_children = 10
;; handler: handle-child-error
;; lives:
;; says: max_children
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(data (i32.const 128) "trap")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hire (i32.const 4))
  (call $unchanged))
(func $child_failed (param $id i32) (param $id_length i32) (result i32)
  (loop $more
    (call $spawn (i32.const 64) (i32.const 11) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
    (br_if $more (i32.eqz (i32.load8_u (i32.const 2048)))))
  (call $told (i32.const 2048)))
