#!/usr/bin/env bash
# Builds the components that are refused, from the text beside this script into ../../resources/guests/refused, with the
# wasm-tools in jco (see ../build.sh for JCO_MODULES).
set -euo pipefail
cd "$(dirname "$0")"
modules=${JCO_MODULES:-../../../../../actors/tools/node_modules}
[ -d "$modules" ] || { echo "build.sh: no $modules; run actors/build.sh once, or set JCO_MODULES" >&2; exit 1; }
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
ln -s "$(realpath "$modules")" "$build/node_modules"
cat > "$build/parse.mjs" <<'MJS'
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
const [text, out] = process.argv.slice(2);
writeFileSync(out, await parse(readFileSync(text, 'utf8')));
MJS
mkdir -p ../../resources/guests/refused
for text in *.wat; do
    node "$build/parse.mjs" "$text" "../../resources/guests/refused/${text%.wat}.wasm"
done
