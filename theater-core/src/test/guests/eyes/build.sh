#!/usr/bin/env bash
# Builds the attackers of dev.theater.eyes: core modules, as they come from the linker.
set -euo pipefail
cd "$(dirname "$0")"
out=../../resources/guests/eyes
mkdir -p $out
flags="--target=wasm32 -nostdlib -ffreestanding -Os -Wall -Wno-unused-function -Wno-unused-parameter
  -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=4096"
clang $flags -o $out/eyes.wasm eyes.c
clang $flags -DSUPERVISOR -o $out/parent.wasm eyes.c
chmod 644 $out/*.wasm
