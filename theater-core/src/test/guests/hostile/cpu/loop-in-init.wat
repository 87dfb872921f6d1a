;; @guest
;; Never comes back from init.
;; lifecycle: init_timeout = "300ms"
;; refused: init failed (timeout): it ran longer than 300 ms
(func $init (export "theater:simple/actor#init") (param i32 i32 i32 i32 i32) (result i32)
  (loop $for_ever (br $for_ever))
  (unreachable))
