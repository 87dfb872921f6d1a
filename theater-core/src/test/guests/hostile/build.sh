#!/usr/bin/env bash
# Builds the hostile guests from the texts below this directory into ../../resources/guests/hostile, with the wasm-tools in
# jco (see ../build.sh for JCO_MODULES), and notes the hashes of texts and binaries in SHA256SUMS; a test compares them.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")"
modules=${JCO_MODULES:-../../../../../actors/tools/node_modules}
[ -d "$modules" ] || { echo "build.sh: no $modules; run actors/build.sh once, or set JCO_MODULES" >&2; exit 1; }
out=../../resources/guests/hostile
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
ln -s "$(realpath "$modules")" "$build/node_modules"
cp build.mjs "$build/"
rm -rf "$out"
node "$build/build.mjs" . "$out"
cd ../../../../..
find theater-core/src/test/guests/hostile theater-core/src/test/resources/guests/hostile -type f ! -name SHA256SUMS \
    | sort | xargs sha256sum > "$build/sums"
mv "$build/sums" theater-core/src/test/guests/hostile/SHA256SUMS
chmod 644 theater-core/src/test/guests/hostile/SHA256SUMS
