;; Two versions of one interface at once.
(component
  (import "test:ver/sion@1.2.0" (instance $one (export "get" (func (result u32)))))
  (import "test:ver/sion@2.0.0" (instance $two (export "get" (func (result string)))))
  (import "test:ver/sion@0.2.1" (instance $old (export "get" (func (result u32)))))
  (core module $libc
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024)))
  (core instance $libc (instantiate $libc))
  (core func $one-core (canon lower (func $one "get")))
  (core func $old-core (canon lower (func $old "get")))
  (core func $two-core (canon lower (func $two "get") (memory (core memory $libc "memory"))
    (realloc (core func $libc "realloc"))))
  (core module $m
    (import "libc" "memory" (memory 1))
    (import "v" "one" (func $one (result i32)))
    (import "v" "two" (func $two (param i32)))
    (import "v" "old" (func $old (result i32)))
    ;; 10000 × the first + 100 × the length of the second + the third
    (func (export "all") (result i32)
      (call $two (i32.const 16))
      (i32.add (i32.add (i32.mul (call $one) (i32.const 10000)) (i32.mul (i32.load (i32.const 20)) (i32.const 100)))
        (call $old))))
  (core instance $i (instantiate $m (with "libc" (instance $libc)) (with "v" (instance
    (export "one" (func $one-core)) (export "two" (func $two-core)) (export "old" (func $old-core))))))
  (func (export "all") (result u32) (canon lift (core func $i "all"))))
