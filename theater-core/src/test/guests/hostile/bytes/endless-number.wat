;; Has a section whose size is a number without an end.
;; refused: malformed
(module binary "\00asm\01\00\00\00\01\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\00")
