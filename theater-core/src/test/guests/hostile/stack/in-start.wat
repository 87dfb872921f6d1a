;; @guest
;; Calls itself for ever in its start section.
;; refused: call stack exhausted
(func $down (call $down) (call $down))
(start $down)
