(module
  (import "a" "memory" (memory 1))
  (import "a" "offset" (global $offset i32))
  (data (global.get $offset) "user")
  (data $mine "MINE")
  (func (export "init") (param i32 i32 i32) (memory.init $mine (local.get 0) (local.get 1) (local.get 2)))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "load8") (param i32) (result i32) (i32.load8_u (local.get 0)))
  (func (export "store8") (param i32 i32) (i32.store8 (local.get 0) (local.get 1))))
