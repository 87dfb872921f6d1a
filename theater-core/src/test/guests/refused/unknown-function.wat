;; Imports a function that an interface of the host does not have.
(component
  (import "theater:simple/runtime" (instance $runtime (export "reboot" (func (param "days" u32) (result u32)))))
  (alias export $runtime "reboot" (func $reboot))
  (core func $lowered (canon lower (func $reboot)))
  (core module $m
    (import "runtime" "reboot" (func (param i32) (result i32)))
    (func (export "init") (param i32) (result i32) local.get 0))
  (core instance $i (instantiate $m (with "runtime" (instance (export "reboot" (func $lowered))))))
  (func $init (param "state" u32) (result u32) (canon lift (core func $i "init")))
  (instance $actor (export "init" (func $init)))
  (export "theater:simple/actor" (instance $actor)))
