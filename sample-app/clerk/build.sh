#!/usr/bin/env bash
# Builds the clerk into ../src/main/resources/actors with the bindings and tools of ../../actors, and notes the hashes of
# what it read and wrote in SHA256SUMS; a test compares them. Needs what actors/build.sh needs; node_modules with jco may
# also be named by JCO_MODULES.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")"
actors=../../actors
wit=../src/main/resources/wit/orders.wit
out=../src/main/resources/actors/clerk.wasm
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

modules=${JCO_MODULES:-$actors/tools/node_modules}
[ -d "$modules" ] || { echo "build.sh: no $modules; run actors/build.sh once, or set JCO_MODULES" >&2; exit 1; }
cp $actors/tools/component.mjs "$build/"
ln -s "$(realpath "$modules")" "$build/node_modules"

# one text of three packages: all but the first stand in braces
braces() { sed 's/^package \(.*\);$/package \1 {/' "$1" && echo '}'; }
{ cat clerk.wit && braces $wit && braces $actors/wit/theater.wit; } > "$build/clerk.wit"

clang --target=wasm32 -nostdlib -ffreestanding -O2 -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-parameter \
    -I$actors/src -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=16384 -o "$build/clerk.wasm" clerk.c
node "$build/component.mjs" "$build/clerk.wasm" "$build/clerk.wit" clerk $out
chmod 644 $out

cd ../..
sha256sum actors/src/theater.h actors/tools/component.mjs actors/wit/theater.wit sample-app/clerk/build.sh \
    sample-app/clerk/clerk.c sample-app/clerk/clerk.wit sample-app/src/main/resources/wit/orders.wit \
    sample-app/src/main/resources/actors/clerk.wasm > sample-app/clerk/SHA256SUMS
