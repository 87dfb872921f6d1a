;; Says that it is of a version that does not exist.
;; refused: malformed component
(module binary "\00asm\02\00\00\00")
