;; @guest
;; Never comes back when the host has read the result of init.
;; lifecycle: init_timeout = "300ms"
;; refused: init failed (timeout): it ran longer than 300 ms
(func $post_init (export "cabi_post_theater:simple/actor#init") (param i32) (loop $for_ever (br $for_ever)))
