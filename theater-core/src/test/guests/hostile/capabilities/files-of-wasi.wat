;; @guest
;; Imports the files of WASI preview 1.
;; refused: "wasi_snapshot_preview1" "path_open"
(import "wasi_snapshot_preview1" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
