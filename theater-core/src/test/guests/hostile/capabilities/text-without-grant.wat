;; @guest
;; Spawns from a manifest's text, which its manifest does not grant.
;; lives:
;; says: inline_manifests = true
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(data (i32.const 64) "name = \"child\"\ncomponent = \"puppet.component.wasm\"\n")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $spawn (i32.const 64) (i32.const 51) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $told (i32.const 2048)))
