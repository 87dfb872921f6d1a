;; @guest
;; Exports init twice.
;; refused: duplicate export name
(func $other (export "theater:simple/actor#init") (param i32 i32 i32 i32 i32) (result i32) (i32.const 1024))
