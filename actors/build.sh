#!/usr/bin/env bash
# Builds the example actors into ../theater-example-actors/src/main/resources/actors and notes the hashes of what it
# read and wrote in SHA256SUMS; a test compares them. It needs clang and lld (Debian: apt-get install clang lld) and Node
# with npm, which fetches jco 1.35.0 into tools/node_modules. Checked in are the files that clang 14.0.6 gives.
# With names it builds only these actors: build.sh counter desk
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")"

declare -A world=([counter]=message-actor [echo]=message-actor [flaky]=message-actor [desk]=desk-actor)
target=theater-example-actors/src/main/resources/actors

for tool in clang wasm-ld node npm; do
    command -v $tool > /dev/null || { echo "build.sh: $tool is missing; it needs clang, lld, node and npm" >&2; exit 1; }
done
[ -d tools/node_modules ] || npm install --prefix tools --no-package-lock --ignore-scripts --no-audit --no-fund

mkdir -p build
for actor in "${@:-${!world[@]}}"; do
    [ -n "${world[$actor]:-}" ] || { echo "build.sh: no actor '$actor'; there are: ${!world[*]}" >&2; exit 1; }
done
for actor in "${@:-${!world[@]}}"; do
    clang --target=wasm32 -nostdlib -ffreestanding -O2 -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-parameter \
        -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=16384 -o build/$actor.wasm src/$actor.c
    node tools/component.mjs build/$actor.wasm wit/theater.wit ${world[$actor]} ../$target/$actor.wasm
done

cd ..
sha256sum actors/build.sh actors/src/* actors/tools/component.mjs actors/tools/package.json actors/wit/theater.wit \
    $target/*.wasm > actors/SHA256SUMS
