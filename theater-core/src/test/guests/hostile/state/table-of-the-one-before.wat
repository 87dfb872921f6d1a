;; @guest
;; Grows and overwrites its table and traps; the next incarnation must find it as declared.
;; fails: trap handle-send
;; says: unreachable
(table $table 2 funcref)
(elem (table $table) (i32.const 0) func $unchanged)
(func $init (export "theater:simple/actor#init") (param i32 i32 i32 i32 i32) (result i32)
  (if (i32.ne (table.size $table) (i32.const 2)) (then (unreachable)))
  (if (ref.is_null (table.get $table (i32.const 0))) (then (unreachable)))
  (call $keep (local.get 0) (local.get 1) (local.get 2)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (drop (table.grow $table (ref.null func) (i32.const 100)))
  (table.set $table (i32.const 0) (ref.null func))
  (unreachable))
