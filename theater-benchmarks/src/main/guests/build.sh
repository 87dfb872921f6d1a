#!/usr/bin/env bash
# Builds the benchmarks' guests into ../resources/guests. Needs what actors/build.sh needs; node_modules with jco may also
# be named by JCO_MODULES.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")"
actors=../../../../actors
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

modules=${JCO_MODULES:-$actors/tools/node_modules}
[ -d "$modules" ] || { echo "build.sh: no $modules; run actors/build.sh once, or set JCO_MODULES" >&2; exit 1; }
cp $actors/tools/component.mjs "$build/"
ln -s "$(realpath "$modules")" "$build/node_modules"

# guest NAME WIT WORLD
guest() {
    clang --target=wasm32 -nostdlib -ffreestanding -O2 -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-parameter \
        -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=1048576 -o "$build/core.wasm" "$1.c"
    node "$build/component.mjs" "$build/core.wasm" "$2" "$3" "../resources/guests/$1.wasm"
    chmod 644 "../resources/guests/$1.wasm"
}
guest bench bench.wit bench
guest actor $actors/wit/theater.wit message-actor
