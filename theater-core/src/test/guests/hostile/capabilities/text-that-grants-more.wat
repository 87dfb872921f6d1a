;; @guest
;; Spawns from a text that grants the child what the guest itself does not have.
;; grants: runtime inline
;; lives:
;; says: message-server
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(data (i32.const 64) "name = \"child\"\ncomponent = \"puppet.component.wasm\"\n[[handler]]\ntype = \"message-server\"\n")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $spawn (i32.const 64) (i32.const 87) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $told (i32.const 2048)))
