(module
  (table $t (export "table") 2 1000000 funcref)
  (func (export "grow") (param i32) (result i32) (table.grow $t (ref.null func) (local.get 0)))
  (func (export "size") (result i32) (table.size $t))
  (func (export "get-null") (param i32) (result i32) (ref.is_null (table.get $t (local.get 0))))
  (func (export "fill") (param i32 i32) (table.fill $t (local.get 0) (ref.null func) (local.get 1))))
