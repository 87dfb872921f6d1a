;; @guest
;; An element segment that would lie beyond the end of its table.
;; refused: instantiate failed (trap): out of bounds table access
(table $table 2 funcref)
(elem (table $table) (i32.const 2) func $unchanged)
