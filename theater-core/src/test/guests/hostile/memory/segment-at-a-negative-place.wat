;; @guest
;; A data segment at the last address.
;; refused: instantiate failed (trap): out of bounds memory access
(data (i32.const -1) "four")
