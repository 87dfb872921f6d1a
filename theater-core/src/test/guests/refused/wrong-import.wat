;; Imports runtime.log with a level that the host's function does not take.
(component
  (import "theater:simple/runtime" (instance $runtime (export "log" (func (param "level" u32)))))
  (alias export $runtime "log" (func $log))
  (core func $lowered (canon lower (func $log)))
  (core module $m
    (import "runtime" "log" (func (param i32)))
    (func (export "init") (param i32) (result i32) local.get 0))
  (core instance $i (instantiate $m (with "runtime" (instance (export "log" (func $lowered))))))
  (func $init (param "state" u32) (result u32) (canon lift (core func $i "init")))
  (instance $actor (export "init" (func $init)))
  (export "theater:simple/actor" (instance $actor)))
