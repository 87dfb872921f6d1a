;; @guest
;; Spawns a manifest that may spawn from text, which the guest may not.
;; lives:
;; says: inline_manifests = true; its parent
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(data (i32.const 64) "greedy.toml")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $spawn (i32.const 64) (i32.const 11) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $told (i32.const 2048)))
