(module
  (memory (export "memory") 1)
  (func (export "load-2g") (param i32) (result i32) (i32.load8_u offset=0x80000000 (local.get 0)))
  (func (export "load-max") (param i32) (result i32) (i32.load8_u offset=0xffffffff (local.get 0)))
  (func (export "load-almost") (param i32) (result i32) (i32.load8_u offset=0x7fffffff (local.get 0)))
  (func (export "load64-below") (param i32) (result i64) (i64.load offset=0x7ffffffe (local.get 0)))
  (func (export "store-2g") (param i32) (i32.store8 offset=0x80000000 (local.get 0) (i32.const 1)))
  (func (export "store-max") (param i32) (i64.store offset=0xffffffff (local.get 0) (i64.const -1)))
  (func (export "store-almost") (param i32) (f64.store offset=0x7fffffff (local.get 0) (f64.const 1))))
