;; @guest
;; Asks for its end a thousand times in one call.
;; ends:
;; says: ended normally
(import "theater:simple/runtime" "shutdown" (func $shutdown (param i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (local $times i32)
  (loop $again
    (call $shutdown (i32.const 1) (i32.const 1020) (i32.const 2) (i32.const 2048))
    (local.set $times (i32.add (local.get $times) (i32.const 1)))
    (br_if $again (i32.lt_u (local.get $times) (i32.const 1000))))
  (call $unchanged))
