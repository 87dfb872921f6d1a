;; One import of every kind but interfaces.
(component
  (import "a-module" (core module (export "f" (func))))
  (import "a-component" (component (export "f" (func))))
  (import "a-function" (func (param "a" u32) (result string)))
  (import "an-instance" (instance (export "f" (func))))
  (type $text string)
  (import "a-type" (type (eq $text)))
  (import "url=<https://example.org/f.wasm>" (instance (export "f" (func))))
  (import "unlocked-dep=<a:b@{>=1.0.0}>" (instance (export "f" (func))))
  (import "locked-dep=<a:c@1.0.0>" (component))
  (import "integrity=<sha256-LCa0a2j/xo/5m0U8HTBBNBNCLXBkg7+g+YpeiGJm564=>" (component))
  (import "test:some/where" (instance (export "f" (func)) (export "g" (func)))))
