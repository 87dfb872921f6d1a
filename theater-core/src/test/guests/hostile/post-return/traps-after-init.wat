;; @guest
;; Traps when the host has read the result of init.
;; refused: init failed (trap)
(func $post_init (export "cabi_post_theater:simple/actor#init") (param i32) (unreachable))
