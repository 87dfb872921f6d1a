(module (import "a" "b" (memory 1)) (memory 1))
