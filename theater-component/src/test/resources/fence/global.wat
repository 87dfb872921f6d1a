(module (global (export "offset") i32 (i32.const 64)))
