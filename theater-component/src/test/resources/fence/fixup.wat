(module
  (type $unused (func))
  (type $i64 (func (param i64 i64) (result i64)))
  (type $i32 (func (param i32) (result i32)))
  (import "" "0" (func $zero (type $i32)))
  (import "" "1" (func $one (type $i64)))
  (import "" "$imports" (table 4 4 funcref))
  (elem (i32.const 0) func $zero $one)
  (func (export "own") (param i32) (result i32) (i32.const 5)))
