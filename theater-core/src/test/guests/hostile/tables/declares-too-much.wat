;; @guest
;; Declares a table of ten million entries.
;; refused: table
(table 10000000 funcref)
