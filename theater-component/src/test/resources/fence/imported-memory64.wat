(module (import "a" "b" (memory i64 1)))
