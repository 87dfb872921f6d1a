;; @guest
;; Has code that adds a pointer to a float.
;; refused: type mismatch
(func $adds (param f64) (result i32) (i32.add (local.get 0) (i32.const 1)))
