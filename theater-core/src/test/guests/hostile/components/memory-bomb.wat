;; Nine core instances with a memory each.
;; refused: at most
(component
  (core module $m (memory 1))
  (core instance (instantiate $m)) (core instance (instantiate $m)) (core instance (instantiate $m))
  (core instance (instantiate $m)) (core instance (instantiate $m)) (core instance (instantiate $m))
  (core instance (instantiate $m)) (core instance (instantiate $m)) (core instance (instantiate $m))
  (core module $a (func (export "init") (param i32) (result i32) local.get 0))
  (core instance $i (instantiate $a))
  (func $init (param "state" u32) (result u32) (canon lift (core func $i "init")))
  (instance $actor (export "init" (func $init)))
  (export "theater:simple/actor" (instance $actor)))
