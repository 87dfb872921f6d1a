#!/usr/bin/env bash
# Builds the guests of the runtime's tests into ../resources/guests, with the bindings and tools of ../../../../actors,
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

cat $actors/wit/theater.wit puppet.wit > "$build/theater.wit"
clang --target=wasm32 -nostdlib -ffreestanding -Os -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-parameter \
    -I$actors/src -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=16384 -o "$build/core.wasm" puppet.c
mkdir -p $out
node "$build/component.mjs" "$build/core.wasm" "$build/theater.wit" puppet $out/puppet.wasm
clang --target=wasm32 -nostdlib -ffreestanding -Os -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-parameter \
    -I$actors/src -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=16384 -o $out/deep.wasm deep.c
clang --target=wasm32 -nostdlib -ffreestanding -Os -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-parameter \
    -I$actors/src -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=4096 -o $out/greedy.wasm greedy.c
clang --target=wasm32 -nostdlib -ffreestanding -Os -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-parameter \
    -I$actors/src -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=16384 -o "$build/agent.wasm" agent.c
node "$build/component.mjs" "$build/agent.wasm" $actors/wit/theater.wit agent-actor $out/agent.wasm
chmod 644 $out/puppet.wasm $out/deep.wasm $out/greedy.wasm $out/agent.wasm

cd ../../../..
sha256sum actors/src/theater.h actors/tools/component.mjs actors/wit/theater.wit theater-core/src/test/guests/build.sh \
    theater-core/src/test/guests/puppet.c theater-core/src/test/guests/puppet.wit theater-core/src/test/guests/deep.c \
    theater-core/src/test/guests/greedy.c theater-core/src/test/guests/agent.c \
    theater-core/src/test/resources/guests/{puppet,deep,greedy,agent}.wasm \
    > theater-core/src/test/guests/SHA256SUMS
