;; What a case that begins with ";; @guest" is built into. A piece is what stands between empty lines; one whose $name the
;; case defines itself is left out. A message that begins with x is handed to $attack, without the x; any other message
;; becomes the state. Results lie at 1024, what the host answered goes to 2048, and what the host hands in from 8192 on,
;; until post-return; below 1024 a case may put what it likes.

(memory $memory (export "memory") 2)

(data $ok (i32.const 1020) "ok")

(global $next (mut i32) (i32.const 8192))

(global $armed (mut i32) (i32.const 0))

(global $present (mut i32) (i32.const 0))

(global $state (mut i32) (i32.const 0))

(global $size (mut i32) (i32.const 0))

(func $allocate (param $align i32) (param $length i32) (result i32)
  (local $at i32)
  (local.set $at (i32.and (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
    (i32.sub (i32.const 0) (local.get $align))))
  (global.set $next (i32.add (local.get $at) (local.get $length)))
  (block $fits
    (br_if $fits (i32.le_u (global.get $next) (i32.shl (memory.size) (i32.const 16))))
    (br_if $fits (i32.ne (i32.const -1) (memory.grow (i32.sub
      (i32.shr_u (i32.add (global.get $next) (i32.const 65535)) (i32.const 16)) (memory.size)))))
    (unreachable))
  (local.get $at))

(func $realloc (export "cabi_realloc") (param $old i32) (param $was i32) (param $align i32) (param $length i32) (result i32)
  (call $allocate (local.get $align) (local.get $length)))

(func $keep (param $present i32) (param $at i32) (param $length i32) (result i32)
  (i32.store (i32.const 1024) (i32.const 0))
  (i32.store (i32.const 1028) (local.get $present))
  (i32.store (i32.const 1032) (local.get $at))
  (i32.store (i32.const 1036) (local.get $length))
  (i32.const 1024))

(func $fail (param $at i32) (param $length i32) (result i32)
  (i32.store (i32.const 1024) (i32.const 1))
  (i32.store (i32.const 1028) (local.get $at))
  (i32.store (i32.const 1032) (local.get $length))
  (i32.const 1024))

(func $unchanged (result i32) (call $keep (global.get $present) (global.get $state) (global.get $size)))

(func $told (param $answer i32) (result i32)
  (if (i32.eqz (i32.load8_u (local.get $answer))) (then (return (call $keep (i32.const 1) (i32.const 1020) (i32.const 2)))))
  (call $keep (i32.const 1) (i32.load offset=4 (local.get $answer)) (i32.load offset=8 (local.get $answer))))

(func $init (export "theater:simple/actor#init")
  (param $present i32) (param $state i32) (param $size i32) (param $id i32) (param $id_length i32) (result i32)
  (call $keep (local.get $present) (local.get $state) (local.get $size)))

(func $post_init (export "cabi_post_theater:simple/actor#init") (param i32) (global.set $next (i32.const 8192)))

(func $attack (param $at i32) (param $length i32) (result i32)
  (global.set $armed (i32.const 1))
  (call $unchanged))

(func $send (export "theater:simple/message-server-client#handle-send")
  (param $present i32) (param $state i32) (param $size i32) (param $at i32) (param $length i32) (result i32)
  (global.set $present (local.get $present))
  (global.set $state (local.get $state))
  (global.set $size (local.get $size))
  (if (i32.eqz (local.get $length)) (then (return (call $unchanged))))
  (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 120))
    (then (return (call $attack (i32.add (local.get $at) (i32.const 1)) (i32.sub (local.get $length) (i32.const 1))))))
  (call $keep (i32.const 1) (local.get $at) (local.get $length)))

(func $post (export "cabi_post_theater:simple/message-server-client#handle-send") (param i32)
  (global.set $next (i32.const 8192)))
