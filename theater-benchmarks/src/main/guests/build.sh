#!/usr/bin/env bash
# Builds the benchmarks' guest into ../resources/guests. Needs what actors/build.sh needs; node_modules with jco may also
# be named by JCO_MODULES.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")"
tools=../../../../actors/tools
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

modules=${JCO_MODULES:-$tools/node_modules}
[ -d "$modules" ] || { echo "build.sh: no $modules; run actors/build.sh once, or set JCO_MODULES" >&2; exit 1; }
cp $tools/component.mjs "$build/"
ln -s "$(realpath "$modules")" "$build/node_modules"

clang --target=wasm32 -nostdlib -ffreestanding -O2 -Wall -Wextra -Werror -Wno-unused-parameter \
    -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=1048576 -o "$build/core.wasm" bench.c
node "$build/component.mjs" "$build/core.wasm" bench.wit bench ../resources/guests/bench.wasm
chmod 644 ../resources/guests/bench.wasm
