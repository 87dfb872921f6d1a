#!/usr/bin/env bash
# Builds the guests of this module's tests into ../resources/guests, with the bindings and tools of ../../../../actors,
# and notes the hashes of what it read and wrote in SHA256SUMS; a test compares them. Needs what actors/build.sh needs;
# node_modules with jco may also be named by JCO_MODULES.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")"
actors=../../../../actors
out=../resources/guests
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

modules=${JCO_MODULES:-$actors/tools/node_modules}
[ -d "$modules" ] || { echo "build.sh: no $modules; run actors/build.sh once, or set JCO_MODULES" >&2; exit 1; }
cp $actors/tools/component.mjs "$build/"
ln -s "$(realpath "$modules")" "$build/node_modules"

mkdir -p $out
for guest in fetcher; do
    cat $actors/wit/theater.wit $guest.wit > "$build/theater.wit"
    clang --target=wasm32 -nostdlib -ffreestanding -Os -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-parameter \
        -I$actors/src -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=16384 -o "$build/core.wasm" $guest.c
    node "$build/component.mjs" "$build/core.wasm" "$build/theater.wit" $guest $out/$guest.wasm
    chmod 644 $out/$guest.wasm
done

cd ../../../..
guests=theater-spring-boot-autoconfigure/src/test
sha256sum actors/src/theater.h actors/tools/component.mjs actors/wit/theater.wit $guests/guests/build.sh \
    $guests/guests/*.c $guests/guests/*.wit $guests/resources/guests/*.wasm > $guests/guests/SHA256SUMS
