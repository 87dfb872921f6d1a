;; Imports the sockets of WASI preview 2.
;; refused: wasi:sockets/tcp@0.2.0
(component
  (import "wasi:sockets/tcp@0.2.0" (instance $tcp (export "connect" (func (param "port" u16) (result u32)))))
  (alias export $tcp "connect" (func $connect))
  (core func $lowered (canon lower (func $connect)))
  (core module $m
    (import "tcp" "connect" (func (param i32) (result i32)))
    (func (export "init") (param i32) (result i32) local.get 0))
  (core instance $i (instantiate $m (with "tcp" (instance (export "connect" (func $lowered))))))
  (func $init (param "state" u32) (result u32) (canon lift (core func $i "init")))
  (instance $actor (export "init" (func $init)))
  (export "theater:simple/actor" (instance $actor)))
