// Builds every <category>/<name>.wat below the first argument into <category>/<name>.wasm below the second.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';

const [from, to] = process.argv.slice(2);
const pieces = (file) => readFileSync(join(from, file), 'utf8').split('\n\n').slice(1);
const prelude = pieces('prelude.wat');
// What is in a case only for a function that the case defines or imports.
const handlers = pieces('handlers.wat').map((piece) => ({ wants: /^;; for (\$\w+)/.exec(piece)[1], piece: piece.replace(/^.*\n/, '') }));

// The module that a case for the prelude is meant as: its imports, what it does not define itself, and the case.
function whole(text) {
  const lines = text.split('\n');
  const defines = (piece) => {
    const name = /^\(\w+ (\$\w+)/.exec(piece)[0];
    return text.includes(name + ' ') || text.includes(name + '\n');
  };
  const imports = lines.filter((line) => line.startsWith('(import '));
  const rest = lines.filter((line) => !line.startsWith('(import '));
  const wanted = handlers.filter(({ wants }) => text.includes(`(func ${wants} `) || text.includes(`(call ${wants} `)).map(({ piece }) => piece);
  return ['(module', ...imports, ...[...prelude, ...wanted].filter((piece) => !defines(piece)), ...rest, ')'].join('\n');
}

let failures = 0;
for (const file of readdirSync(from, { recursive: true }).filter((file) => file.endsWith('.wat') && dirname(file) !== '.').sort()) {
  const text = readFileSync(join(from, file), 'utf8');
  if (text.trimEnd().split('\n').length > 40) {
    console.error(`${file}: more than 40 lines`);
    failures++;
  }
  const out = join(to, file.replace(/wat$/, 'wasm'));
  mkdirSync(dirname(out), { recursive: true });
  try {
    writeFileSync(out, await parse(text.startsWith(';; @guest\n') ? whole(text) : text));
  } catch (error) {
    console.error(`${file}: ${error.payload ?? error}`);
    failures++;
  }
}
process.exit(failures ? 1 : 0);
