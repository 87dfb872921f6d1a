;; A core module whose start section calls an import that needs its memory, which BuildTargets.md forbids.
(module
  (import "test:core/host@1.2.0" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (func $start (call $log (i32.const 16) (i32.const 5)))
  (start $start))
