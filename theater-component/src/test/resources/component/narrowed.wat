;; An instance that is handed through a component which knows less of it.
(component
  (core module $m (func (export "one") (result i32) (i32.const 1)) (func (export "two") (result i32) (i32.const 2)))
  (core instance $i (instantiate $m))
  (func $one (result u32) (canon lift (core func $i "one")))
  (func $two (result u32) (canon lift (core func $i "two")))
  (instance $wide (export "one" (func $one)) (export "two" (func $two)))
  (component $through
    (import "test:narrow/i" (instance $i (export "one" (func (result u32)))))
    (export "test:narrow/i" (instance $i)))
  (instance $narrow (instantiate $through (with "test:narrow/i" (instance $wide))))
  (export "test:narrow/i" (instance $narrow "test:narrow/i"))
  (export "test:narrow/ascribed" (instance $wide) (instance (export "two" (func (result u32)))))
  (export "test:narrow/wide" (instance $wide)))
