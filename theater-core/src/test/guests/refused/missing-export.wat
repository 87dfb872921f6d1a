;; A component, but no actor: it exports something else.
(component
  (core module $m (func (export "add") (param i32) (result i32) local.get 0))
  (core instance $i (instantiate $m))
  (func $add (param "number" u32) (result u32) (canon lift (core func $i "add")))
  (instance $calculator (export "add" (func $add)))
  (export "example:arithmetic/calculator" (instance $calculator)))
