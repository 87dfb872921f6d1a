;; @guest
;; Spawns what a server elsewhere has.
;; send: xhttps://example.org/evil.toml
;; lives:
;; says: it contains ':', as URLs and drive letters do
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $spawn (local.get $at) (local.get $length) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $told (i32.const 2048)))
