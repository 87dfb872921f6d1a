(module
  (import "host" "twice" (func $twice (param i32) (result i32)))
  (global $g (export "g") (mut i32) (i32.const 0))
  (func $start (global.set $g (call $twice (i32.const 21))))
  (func (export "_start") (unreachable))
  (start $start))
