;; @guest
;; Calls the host when the host asks for memory.
;; send: x234567
;; fails: trap handle-send
;; says: leave
(import "theater:simple/runtime" "log" (func $log (param i32 i32)))
(func $realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $length i32) (result i32)
  (if (i32.eq (local.get $length) (i32.const 7)) (then (call $log (i32.const 1020) (i32.const 2))))
  (call $allocate (local.get $align) (local.get $length)))
