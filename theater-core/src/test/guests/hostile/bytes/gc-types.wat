;; @guest
;; Has a type of the garbage collection proposal, whose memory no limit covers.
;; refused: this component uses GC
(type $array (array (mut i64)))
(func $huge (result i32) (array.len (array.new_default $array (i32.const 200000000))))
