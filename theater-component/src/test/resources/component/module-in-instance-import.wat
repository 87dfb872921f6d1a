(component
  (import "a:b/c" (instance $i (export "m" (core module))))
  (alias export $i "m" (core module $m))
  (core instance (instantiate $m)))
