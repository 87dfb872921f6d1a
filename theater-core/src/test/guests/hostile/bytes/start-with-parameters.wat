;; @guest
;; Has a start function that wants a parameter.
;; refused: cannot be used
(func $started (param i32))
(start $started)
