;; Gives warm-up.wasm a table with functions of another instance.
(module
  (type $unused (func (param f64)))
  (type $one (func (param i32) (result i32)))
  (table (export "table") 2 2 funcref)
  (elem (i32.const 0) $triple $triple)
  (func $triple (export "triple") (type $one) (i32.mul (local.get 0) (i32.const 3))))
