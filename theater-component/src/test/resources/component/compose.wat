;; Components inside a component, each with its own core module and memory.
(component
  (import "test:compose/host" (instance $host (export "ask" (func (param "text" string) (result string)))))
  (alias export $host "ask" (func $ask))

  ;; counts on its own
  (component $counter
    (core module $m
      (global $n (mut i32) (i32.const 0))
      (func (export "next") (result i32)
        (global.set $n (i32.add (global.get $n) (i32.const 1)))
        (global.get $n)))
    (core instance $i (instantiate $m))
    (func (export "next") (result u32) (canon lift (core func $i "next"))))

  ;; calls a counter that it is given
  (component $twice
    (import "next" (func $next (result u32)))
    (core func $next-core (canon lower (func $next)))
    (core module $m
      (import "counter" "next" (func $next (result i32)))
      (func (export "next-twice") (result i32) (drop (call $next)) (call $next)))
    (core instance $i (instantiate $m (with "counter" (instance (export "next" (func $next-core))))))
    (func (export "next-twice") (result u32) (canon lift (core func $i "next-twice"))))

  ;; answers texts, in UTF-8; on demand its functions trap, or its allocator or post-return ask the host
  (component $answerer
    (import "ask" (func $ask (param "text" string) (result string)))
    (core module $libc
      (memory (export "memory") 1)
      (global $next (mut i32) (i32.const 1024))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
        (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
        (global.set $next (i32.add (local.get $at) (local.get 3)))
        (local.get $at)))
    (core instance $libc (instantiate $libc))
    (core func $ask-core
      (canon lower (func $ask) (memory (core memory $libc "memory")) (realloc (core func $libc "realloc"))))
    (core module $m
      (import "libc" "memory" (memory 1))
      (import "libc" "realloc" (func $realloc (param i32 i32 i32 i32) (result i32)))
      (import "host" "ask" (func $ask (param i32 i32 i32)))
      (global $mode (mut i32) (i32.const 0))
      (func $ask-nothing (call $ask (i32.const 0) (i32.const 0) (i32.const 32)))
      ;; 1 answers after asking the host, 2 traps, 3 asks in realloc, 4 asks in post-return, 5 traps in post-return
      (func (export "set-mode") (param i32) (global.set $mode (local.get 0)))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32)
        (if (i32.eq (global.get $mode) (i32.const 3)) (then (call $ask-nothing)))
        (call $realloc (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
      (func (export "answer") (param i32 i32) (result i32)
        (if (i32.eq (global.get $mode) (i32.const 2)) (then (unreachable)))
        (i32.store (i32.const 16) (local.get 0))
        (i32.store (i32.const 20) (local.get 1))
        (if (i32.eq (global.get $mode) (i32.const 1)) (then
          (call $ask (local.get 0) (local.get 1) (i32.const 16))))
        (i32.const 16))
      (func (export "post") (param i32)
        (if (i32.eq (global.get $mode) (i32.const 4)) (then (call $ask-nothing)))
        (if (i32.eq (global.get $mode) (i32.const 5)) (then (unreachable)))))
    (core instance $i (instantiate $m (with "libc" (instance $libc))
      (with "host" (instance (export "ask" (func $ask-core))))))
    (func (export "answer") (param "text" string) (result string)
      (canon lift (core func $i "answer") (memory (core memory $libc "memory")) (realloc (core func $i "realloc"))
        (post-return (core func $i "post"))))
    (func (export "set-mode") (param "mode" u32) (canon lift (core func $i "set-mode"))))

  ;; hands texts on, in UTF-16
  (component $asker
    (import "answer" (func $answer (param "text" string) (result string)))
    (import "ask" (func $ask (param "text" string) (result string)))
    (core module $libc
      (memory (export "memory") 1)
      (global $next (mut i32) (i32.const 2048))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
        (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
        (global.set $next (i32.add (local.get $at) (local.get 3)))
        (local.get $at)))
    (core instance $libc (instantiate $libc))
    (core func $answer-core (canon lower (func $answer) (memory (core memory $libc "memory"))
      (realloc (core func $libc "realloc")) string-encoding=utf16))
    (core func $ask-core (canon lower (func $ask) (memory (core memory $libc "memory"))
      (realloc (core func $libc "realloc")) string-encoding=utf16))
    (core module $m
      (import "libc" "memory" (memory 1))
      (import "other" "answer" (func $answer (param i32 i32 i32)))
      (import "host" "ask" (func $ask (param i32 i32 i32)))
      (func (export "pass-on") (param i32 i32) (result i32)
        (call $answer (local.get 0) (local.get 1) (i32.const 16))
        (i32.const 16))
      ;; the first answer is thrown away, the host is asked afterwards
      (func (export "pass-on-and-ask") (param i32 i32) (result i32)
        (call $answer (local.get 0) (local.get 1) (i32.const 16))
        (call $ask (i32.load (i32.const 16)) (i32.load (i32.const 20)) (i32.const 16))
        (i32.const 16))
      (func (export "pass-on-wrong") (param i32 i32) (result i32)
        (call $answer (i32.const 65536) (i32.const 1) (i32.const 16))
        (i32.const 16)))
    (core instance $i (instantiate $m (with "libc" (instance $libc))
      (with "other" (instance (export "answer" (func $answer-core))))
      (with "host" (instance (export "ask" (func $ask-core))))))
    (func (export "pass-on") (param "text" string) (result string)
      (canon lift (core func $i "pass-on") (memory (core memory $libc "memory"))
        (realloc (core func $libc "realloc")) string-encoding=utf16))
    (func (export "pass-on-and-ask") (param "text" string) (result string)
      (canon lift (core func $i "pass-on-and-ask") (memory (core memory $libc "memory"))
        (realloc (core func $libc "realloc")) string-encoding=utf16))
    (func (export "pass-on-wrong") (param "text" string) (result string)
      (canon lift (core func $i "pass-on-wrong") (memory (core memory $libc "memory"))
        (realloc (core func $libc "realloc")) string-encoding=utf16)))

  (instance $first (instantiate $counter))
  (instance $second (instantiate $counter))
  (instance $both (instantiate $twice (with "next" (func $second "next"))))
  (instance $answering (instantiate $answerer (with "ask" (func $ask))))
  (instance $asking (instantiate $asker (with "answer" (func $answering "answer")) (with "ask" (func $ask))))

  (export "first" (func $first "next"))
  (export "second" (func $second "next"))
  (export "second-twice" (func $both "next-twice"))
  (export "answer" (func $answering "answer"))
  (export "set-mode" (func $answering "set-mode"))
  (export "pass-on" (func $asking "pass-on"))
  (export "pass-on-and-ask" (func $asking "pass-on-and-ask"))
  (export "pass-on-wrong" (func $asking "pass-on-wrong"))
  (export "ask" (func $ask)))
