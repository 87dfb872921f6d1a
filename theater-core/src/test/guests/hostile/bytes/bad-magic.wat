;; Begins as no WebAssembly does.
;; refused: malformed component: it is no component
(module binary "\7fELF\02\01\01\00\00\00\00\00")
