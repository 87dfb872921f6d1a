;; @guest
;; Has vector instructions.
;; refused: this component uses SIMD
(func $vector (drop (i32x4.add (v128.const i32x4 1 2 3 4) (v128.const i32x4 1 2 3 4))))
