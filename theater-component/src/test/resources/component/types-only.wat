;; Imports instances that hold types only, and one whose function uses a type of them.
(component
  (import "test:only/types@1.0.0" (instance $types
    (type $point' (record (field "x" s32) (field "y" s32)))
    (export "point" (type $point (eq $point')))
    (type $colour' u8)
    (export "colour" (type (eq $colour')))))
  (alias export $types "point" (type $point))
  (import "test:only/user@1.0.0" (instance
    (alias outer 1 $point (type $p))
    (export "point" (type $point (eq $p)))
    (export "move" (func (param "p" $point) (result $point))))))
