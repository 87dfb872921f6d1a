(component
  (import "a:b/c" (instance $i (export "x" (instance (export "f" (func))))))
  (alias export $i "x" (instance $x))
  (alias export $x "f" (func $f))
  (export "g" (func $f)))
