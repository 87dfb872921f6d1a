;; @guest
;; Waits on a memory for another thread, for ever.
;; refused: this component uses threads
(func $waits (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1))))
