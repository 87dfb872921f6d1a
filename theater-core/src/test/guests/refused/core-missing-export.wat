;; A core module that has nothing to do with actors.
(module
  (memory (export "memory") 1)
  (func (export "_start")))
