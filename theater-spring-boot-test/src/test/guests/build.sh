#!/usr/bin/env bash
# Builds the guest of this module's tests into ../resources/actors, with the bindings and tools of ../../../../actors, and
# notes the hashes of its own files in SHA256SUMS; a test compares them. Needs what actors/build.sh needs;
# node_modules with jco may also be named by JCO_MODULES.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")"
actors=../../../../actors
out=../resources/actors
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

modules=${JCO_MODULES:-$actors/tools/node_modules}
[ -d "$modules" ] || { echo "build.sh: no $modules; run actors/build.sh once, or set JCO_MODULES" >&2; exit 1; }
cp $actors/tools/component.mjs "$build/"
ln -s "$(realpath "$modules")" "$build/node_modules"

cat $actors/wit/theater.wit clerk.wit > "$build/theater.wit"
clang --target=wasm32 -nostdlib -ffreestanding -Os -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-parameter \
    -I$actors/src -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=16384 -o "$build/core.wasm" clerk.c
node "$build/component.mjs" "$build/core.wasm" "$build/theater.wit" clerk $out/clerk.wasm
chmod 644 $out/clerk.wasm

cd ..
sha256sum guests/build.sh guests/clerk.c guests/clerk.wit resources/actors/clerk.wasm > guests/SHA256SUMS
