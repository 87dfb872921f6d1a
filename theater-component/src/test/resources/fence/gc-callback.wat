(module
  (type $s (struct (field i32)))
  (import "" "host" (func $host (param i32) (result i32)))
  (func (export "allocate") (param i32) (result i32)
    (loop $l
      (drop (struct.new $s (local.get 0)))
      (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (local.get 0))
  (func (export "hold") (result i32) (local $held (ref null $s))
    (local.set $held (struct.new $s (i32.const 42)))
    (drop (call $host (i32.const 10000)))
    (struct.get $s 0 (local.get $held))))
