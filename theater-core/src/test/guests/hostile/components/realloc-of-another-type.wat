;; Has an allocator that takes no parameters.
;; refused: cannot be used
(component
  (core module $m
    (memory (export "memory") 1)
    (func (export "realloc") (result i32) i32.const 0)
    (func (export "init") (param i32 i32) (result i32) local.get 0))
  (core instance $i (instantiate $m))
  (func $init (param "state" string) (result u32)
    (canon lift (core func $i "init") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (instance $actor (export "init" (func $init)))
  (export "theater:simple/actor" (instance $actor)))
