;; @guest
;; Has a table grow until the host says no, which is no failure.
;; lives:
;; state: ok
(table $table 1 externref)
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $more (br_if $more (i32.ne (table.grow $table (ref.null extern) (i32.const 1000)) (i32.const -1))))
  (if (i32.gt_u (table.size $table) (i32.const 1000000)) (then (unreachable)))
  (call $keep (i32.const 1) (i32.const 1020) (i32.const 2)))
