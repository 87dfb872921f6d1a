;; Has nothing but a header.
;; refused: does not export theater:simple/actor#init
(module binary "\00asm\01\00\00\00")
