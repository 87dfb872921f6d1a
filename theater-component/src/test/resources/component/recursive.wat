;; A parent that calls its child, and a child that calls its parent: both are recursive and trap when they are called.
(component
  (core module $leaf (func (export "f") (result i32) (i32.const 7)))
  (core instance $leaf (instantiate $leaf))
  (func $parent-f (result u32) (canon lift (core func $leaf "f")))

  (component $child
    (import "f" (func $f (result u32)))
    (core func $f-core (canon lower (func $f)))
    (core module $m
      (import "up" "f" (func $f (result i32)))
      (func (export "quiet") (result i32) (i32.const 8))
      (func (export "up") (result i32) (call $f)))
    (core instance $i (instantiate $m (with "up" (instance (export "f" (func $f-core))))))
    (func (export "quiet") (result u32) (canon lift (core func $i "quiet")))
    (func (export "up") (result u32) (canon lift (core func $i "up"))))
  (instance $child (instantiate $child (with "f" (func $parent-f))))

  (core func $quiet-core (canon lower (func $child "quiet")))
  (core module $down
    (import "child" "quiet" (func $quiet (result i32)))
    (func (export "down") (result i32) (call $quiet)))
  (core instance $down (instantiate $down (with "child" (instance (export "quiet" (func $quiet-core))))))

  (export "f" (func $parent-f))
  (export "quiet" (func $child "quiet"))
  (export "up" (func $child "up"))
  (func (export "down") (result u32) (canon lift (core func $down "down"))))
