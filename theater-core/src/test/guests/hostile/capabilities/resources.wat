;; @guest
;; Imports a built-in function for handles.
;; refused: this component uses the built-in import
(import "[export]theater:simple/runtime" "[resource-drop]file" (func $drop (param i32)))
