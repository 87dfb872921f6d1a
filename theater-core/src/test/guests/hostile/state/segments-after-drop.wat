;; @guest
;; Overwrites its data and drops a segment before it traps; the next incarnation must find both as built.
;; fails: trap handle-send
;; says: unreachable
(data (i32.const 64) "here")
(data $passive "there")
(func $init (export "theater:simple/actor#init") (param i32 i32 i32 i32 i32) (result i32)
  (memory.init $passive (i32.const 128) (i32.const 0) (i32.const 5))
  (if (i32.ne (i32.load8_u (i32.const 64)) (i32.const 104)) (then (unreachable)))
  (call $keep (local.get 0) (local.get 1) (local.get 2)))
(func $attack (param $at i32) (param $length i32) (result i32)
  (data.drop $passive)
  (memory.fill (i32.const 0) (i32.const 0) (i32.const 1000))
  (unreachable))
