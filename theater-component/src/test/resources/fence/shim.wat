(module
  (type $i32 (func (param i32) (result i32)))
  (type $i64 (func (param i64 i64) (result i64)))
  (type $f32 (func (param f32) (result f32)))
  (table (export "$imports") 4 4 funcref)
  (func (export "0") (type $i32) (call_indirect (type $i32) (local.get 0) (i32.const 0)))
  (func (export "1") (type $i64) (call_indirect (type $i64) (local.get 0) (local.get 1) (i32.const 1)))
  (func (export "2") (type $f32) (call_indirect (type $f32) (local.get 0) (i32.const 2)))
  (func (export "wrong") (type $i32) (call_indirect (type $i32) (local.get 0) (i32.const 1))))
