;; @guest
;; Spawns from a text whose component lies outside of the locations.
;; grants: runtime inline
;; lives:
;; says: is refused
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(data (i32.const 64) "name = \"child\"\ncomponent = \"../../../etc/passwd\"\n")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $spawn (i32.const 64) (i32.const 49) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2048))
  (call $told (i32.const 2048)))
