(component
  (import "a:b/c" (instance $i (export "m" (component))))
  (alias export $i "m" (component $m))
  (instance (instantiate $m)))
