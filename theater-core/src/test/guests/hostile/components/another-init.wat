;; Exports an init of another type than actors have.
;; refused: and not, as it must, as
(component
  (core module $m (func (export "init") (param i32) (result i32) local.get 0))
  (core instance $i (instantiate $m))
  (func $init (param "state" u32) (result u32) (canon lift (core func $i "init")))
  (instance $actor (export "init" (func $init)))
  (export "theater:simple/actor" (instance $actor)))
