;; @guest
;; Spawns what lies at an absolute path.
;; send: x/etc/passwd
;; lives:
;; says: is outside the configured locations: it is absolute
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $spawn (local.get $at) (local.get $length) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $told (i32.const 2048)))
