;; Lifts a function of strings and says neither which memory they lie in nor who allocates it.
;; refused: cannot be used
(component
  (core module $m (func (export "init") (param i32 i32) (result i32) local.get 0))
  (core instance $i (instantiate $m))
  (func $init (param "state" string) (result u32) (canon lift (core func $i "init")))
  (instance $actor (export "init" (func $init)))
  (export "theater:simple/actor" (instance $actor)))
