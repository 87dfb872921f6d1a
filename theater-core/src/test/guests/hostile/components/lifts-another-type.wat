;; Lifts a core function of two floats as an init of one number.
;; refused: cannot be used
(component
  (core module $m (func (export "init") (param f64 f64) (result i32) i32.const 0))
  (core instance $i (instantiate $m))
  (func $init (param "state" u32) (result u32) (canon lift (core func $i "init")))
  (instance $actor (export "init" (func $init)))
  (export "theater:simple/actor" (instance $actor)))
