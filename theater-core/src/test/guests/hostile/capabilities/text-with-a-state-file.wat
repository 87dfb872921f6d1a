;; @guest
;; Spawns from a text that names a file as initial state.
;; grants: runtime inline
;; lives:
;; says: init_state
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(data (i32.const 64) "name = \"child\"\ncomponent = \"puppet.component.wasm\"\ninit_state = \"state/secret\"\n")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $spawn (i32.const 64) (i32.const 79) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $told (i32.const 2048)))
