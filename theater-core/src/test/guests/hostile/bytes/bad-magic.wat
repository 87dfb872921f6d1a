;; Begins as no WebAssembly does.
;; refused: not WebAssembly: the first four bytes are not
(module binary "\7fELF\02\01\01\00\00\00\00\00")
