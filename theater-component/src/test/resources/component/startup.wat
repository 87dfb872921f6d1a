;; A component whose module calls the host in its start section, before any export can be called.
(component
  (import "host-name" (func $name (param "n" u32) (result u32)))
  (core func $name-core (canon lower (func $name)))
  (core module $m
    (import "host" "name" (func $name (param i32) (result i32)))
    (global $answer (mut i32) (i32.const 0))
    (func $start (global.set $answer (call $name (i32.const 20))))
    (start $start)
    (func (export "answer") (result i32) (global.get $answer)))
  (core instance $i (instantiate $m (with "host" (instance (export "name" (func $name-core))))))
  (func (export "answer") (result u32) (canon lift (core func $i "answer"))))
