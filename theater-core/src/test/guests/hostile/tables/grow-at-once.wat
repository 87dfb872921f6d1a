;; @guest
;; Has a table grow to more entries than an array can have.
;; lives:
;; state: ok
(table $table 1 funcref)
(func $attack (param $at i32) (param $length i32) (result i32)
  (if (i32.ne (table.grow $table (ref.null func) (i32.const 0x7fffffff)) (i32.const -1)) (then (unreachable)))
  (if (i32.ne (table.grow $table (ref.null func) (i32.const -1)) (i32.const -1)) (then (unreachable)))
  (call $keep (i32.const 1) (i32.const 1020) (i32.const 2)))
