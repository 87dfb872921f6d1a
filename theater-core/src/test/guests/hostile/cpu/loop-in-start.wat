;; @guest
;; Never comes back from its start section, before init is ever called.
;; lifecycle: init_timeout = "300ms"
;; refused: instantiate failed (timeout): it ran longer than 300 ms
(func $started (loop $for_ever (br $for_ever)))
(start $started)
