;; Imports an interface that no host handler offers.
(component
  (import "theater:simple/weather" (instance $weather (export "forecast" (func (param "days" u32) (result u32)))))
  (alias export $weather "forecast" (func $forecast))
  (core func $lowered (canon lower (func $forecast)))
  (core module $m
    (import "weather" "forecast" (func (param i32) (result i32)))
    (func (export "init") (param i32) (result i32) local.get 0))
  (core instance $i (instantiate $m (with "weather" (instance (export "forecast" (func $lowered))))))
  (func $init (param "state" u32) (result u32) (canon lift (core func $i "init")))
  (instance $actor (export "init" (func $init)))
  (export "theater:simple/actor" (instance $actor)))
