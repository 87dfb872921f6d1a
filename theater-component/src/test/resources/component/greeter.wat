;; The component of README.md: world greeter { import print: func(line: string); import example:greeter/clock;
;; export example:greeter/greetings; }
(component
  (import "print" (func $print (param "line" string)))
  (import "example:greeter/clock" (instance $clock (export "hour" (func (result u8)))))
  (core module $libc
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
      (local.set $at (global.get $next))
      (global.set $next (i32.add (local.get $at) (local.get 3)))
      (local.get $at)))
  (core instance $libc (instantiate $libc))
  (core func $print-core (canon lower (func $print) (memory (core memory $libc "memory"))))
  (core func $hour-core (canon lower (func $clock "hour")))
  (core module $m
    (import "libc" "memory" (memory 1))
    (import "host" "print" (func $print (param i32 i32)))
    (import "host" "hour" (func $hour (result i32)))
    (data (i32.const 100) "Good morning, ")
    (data (i32.const 200) "Good evening, ")
    (data (i32.const 300) "nobody to greet")
    ;; greet: func(name: string) -> result<string, string>
    (func (export "greet") (param $name i32) (param $length i32) (result i32)
      (if (i32.eqz (local.get $length)) (then
        (i32.store (i32.const 16) (i32.const 1))
        (i32.store (i32.const 20) (i32.const 300))
        (i32.store (i32.const 24) (i32.const 15))
        (return (i32.const 16))))
      (call $print (local.get $name) (local.get $length))
      (memory.copy (i32.const 400)
        (select (i32.const 100) (i32.const 200) (i32.lt_u (call $hour) (i32.const 12))) (i32.const 14))
      (memory.copy (i32.const 414) (local.get $name) (local.get $length))
      (i32.store (i32.const 16) (i32.const 0))
      (i32.store (i32.const 20) (i32.const 400))
      (i32.store (i32.const 24) (i32.add (i32.const 14) (local.get $length)))
      (i32.const 16)))
  (core instance $i (instantiate $m (with "libc" (instance $libc)) (with "host" (instance
    (export "print" (func $print-core)) (export "hour" (func $hour-core))))))
  (func $greet (param "name" string) (result (result string (error string)))
    (canon lift (core func $i "greet") (memory (core memory $libc "memory")) (realloc (core func $libc "realloc"))))
  (instance $greetings (export "greet" (func $greet)))
  (export "example:greeter/greetings" (instance $greetings)))
