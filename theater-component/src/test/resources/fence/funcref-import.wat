(module (import "a" "f" (func (param funcref))))
