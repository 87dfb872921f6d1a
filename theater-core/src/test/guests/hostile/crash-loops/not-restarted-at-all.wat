;; @guest
;; Has a child that fails once too often for a supervisor that allows no restart.
;; supervision: max_restarts = 0
;; fails: gave-up
;; after: none
;; says: worker
(import "theater:simple/supervisor" "spawn" (func $spawn (param i32 i32 i32 i32 i32 i32)))
(import "theater:simple/message-server-host" "send" (func $hit (param i32 i32 i32 i32 i32)))
(data (i32.const 128) "trap")
(func $attack (param $at i32) (param $length i32) (result i32)
  (call $hire (i32.const 4))
  (call $hit (i32.load (i32.const 2052)) (i32.load (i32.const 2056)) (i32.const 128) (i32.const 4) (i32.const 2064))
  (call $hit (i32.load (i32.const 2052)) (i32.load (i32.const 2056)) (i32.const 128) (i32.const 4) (i32.const 2064))
  (call $hit (i32.load (i32.const 2052)) (i32.load (i32.const 2056)) (i32.const 128) (i32.const 4) (i32.const 2064))
  (call $unchanged))
