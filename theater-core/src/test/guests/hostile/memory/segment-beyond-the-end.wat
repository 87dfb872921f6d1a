;; @guest
;; A data segment that would lie beyond the end of the memory.
;; refused: instantiate failed (trap): out of bounds memory access
(data (i32.const 131070) "four")
