;; the first export "f" is a memory, the second one a function: invalid, since names of exports are unique
(component
  (core module $m
    (memory 1)
    (func (export "f"))
    (export "f" (memory 0)))
  (core instance $i (instantiate $m))
  (alias core export $i "f" (core memory $f))
  (core module $n (import "" "f" (memory 1)))
  (core instance (instantiate $n (with "" (instance $i)))))
