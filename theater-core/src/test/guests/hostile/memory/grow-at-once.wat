;; @guest
;; Asks for four gigabytes, and for more than there is in an address.
;; lives:
;; state: ok
(func $attack (param $at i32) (param $length i32) (result i32)
  (if (i32.ne (memory.grow (i32.const 65534)) (i32.const -1)) (then (unreachable)))
  (if (i32.ne (memory.grow (i32.const -1)) (i32.const -1)) (then (unreachable)))
  (if (i32.ne (memory.grow (i32.const 0x7fffffff)) (i32.const -1)) (then (unreachable)))
  (call $keep (i32.const 1) (i32.const 1020) (i32.const 2)))
