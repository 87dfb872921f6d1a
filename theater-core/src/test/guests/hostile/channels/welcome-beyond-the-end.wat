;; @guest
;; Takes a channel with a first message that ends beyond its memory.
;; do: channel {self} x
;; answers: handle-channel-open failed (trap)
;; fails: trap handle-channel-open
;; says: outside the memory
(func $opened (param $id i32) (param $id_length i32) (param $at i32) (param $length i32) (result i32)
  (drop (call $accept))
  (i32.store (i32.const 1044) (i32.const 1))
  (i32.store (i32.const 1048) (i32.const 131064))
  (i32.store (i32.const 1052) (i32.const 64))
  (i32.const 1024))
