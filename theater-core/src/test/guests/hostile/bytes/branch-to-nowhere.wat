;; @guest
;; Has a branch out of more blocks than there are.
;; refused: cannot be used
(func $branches (br 1000000))
