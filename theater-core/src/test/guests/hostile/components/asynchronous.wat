;; Lifts a function that may wait.
;; refused: cannot be used
(component
  (core module $m
    (func (export "init") (param i32) (result i32) i32.const 0)
    (func (export "callback") (param i32 i32 i32) (result i32) i32.const 0))
  (core instance $i (instantiate $m))
  (func $init async (param "state" u32) (result u32)
    (canon lift (core func $i "init") async (callback (core func $i "callback"))))
  (instance $actor (export "init" (func $init)))
  (export "theater:simple/actor" (instance $actor)))
