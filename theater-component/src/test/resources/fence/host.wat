(module
  (import "host" "twice" (func $twice (param i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "call") (param i32) (result i32) (i32.add (i32.const 1) (call $twice (local.get 0))))
  (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.add (local.get 3) (i32.const 100)))
  (func (export "loop") (param i32) (result i32)
    (loop $l (drop (call $twice (local.get 0))) (br $l)) (unreachable))
  (func (export "spin") (loop $l (br $l)))
  (export "again" (func $twice)))
