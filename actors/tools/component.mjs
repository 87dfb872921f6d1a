// Makes a component of a core module: component.mjs CORE WIT WORLD OUT.
// It calls jco's wasm-tools directly, because `jco embed --wit` of jco 1.35.0 does not find the file it is given.
import { readFileSync, writeFileSync } from 'node:fs';
import { componentEmbed, componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';

const [core, wit, world, out] = process.argv.slice(2);
if (!out) {
  console.error('usage: component.mjs CORE WIT WORLD OUT');
  process.exit(2);
}
const embedded = await componentEmbed({
  binary: new Uint8Array(readFileSync(core)),
  witSource: readFileSync(wit, 'utf8'),
  world,
  stringEncoding: 'utf8',
});
writeFileSync(out, await componentNew(embedded, []));
