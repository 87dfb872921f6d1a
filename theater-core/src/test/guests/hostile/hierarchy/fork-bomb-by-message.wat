;; @guest
;; Spawns workers until it may have no more.
;; limits: max_children = 10
;; lives:
;; says: this supervisor has 10 children, as many as max_children allows
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(data (i32.const 64) "worker.toml")
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $more
    (call $spawn (i32.const 64) (i32.const 11) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
    (br_if $more (i32.eqz (i32.load8_u (i32.const 2048)))))
  (call $told (i32.const 2048)))
