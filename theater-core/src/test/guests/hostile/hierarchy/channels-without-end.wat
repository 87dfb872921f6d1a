;; @guest
;; Opens channels to somebody until it may have no more.
;; limits: max_channels = 10
;; send: x{victim}
;; lives:
;; says: max_channels
(import "theater:simple/message-server-host" "open-channel" (func $open (param i32 i32 i32 i32 i32)))
(data (i32.const 64) "accept")
(func $attack (param $at i32) (param $length i32) (result i32)
  (loop $more
    (call $open (local.get $at) (local.get $length) (i32.const 64) (i32.const 6) (i32.const 2048))
    (br_if $more (i32.eqz (i32.load8_u (i32.const 2048)))))
  (call $told (i32.const 2048)))
