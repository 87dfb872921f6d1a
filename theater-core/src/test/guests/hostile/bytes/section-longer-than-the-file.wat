;; Has a section of gigabytes in a file of bytes.
;; refused: malformed
(module binary "\00asm\01\00\00\00\01\ff\ff\ff\ff\07\00")
