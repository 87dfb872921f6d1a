// Writes the golden texts of ComponentWitTests; README.md beside this file says how.
// usage: node golden.mjs OUT NAME=FILE…   (in a folder where @bytecodealliance/jco-transpile is installed)
import { readFileSync, writeFileSync } from 'node:fs';
import * as tools from '@bytecodealliance/jco-transpile/wasm-tools';

const read = (file) => new Uint8Array(readFileSync(file));
const indent = (text, by) => text.split('\n').map((line) => line && by + line).join('\n');

/** Same length, so that no section changes its size. */
function renamed(bytes, names) {
  const text = Buffer.from(bytes).toString('latin1');
  return new Uint8Array(Buffer.from(
    names.reduce((all, name) => all.replaceAll(name, name.replace(/[:/]/g, '-')), text), 'latin1'));
}

/** The interface under its plain name, printed inside the world. */
function inlineBody(wit, label) {
  const begin = new RegExp(`^  (?:import|export) ${label}: interface \\{\\n`, 'm').exec(wit);
  const rest = wit.slice(begin.index + begin[0].length);
  return rest.slice(0, rest.search(/^  \}$/m)).replace(/^  /gm, '');
}

/** An interface that others use types of must keep its name: printed from a component that imports it alone. */
async function aloneBody(wat, name) {
  const type = wat.slice(wat.indexOf(`(type $ty-${name} (;`), wat.indexOf(`(import "${name}"`)).trim();
  const label = name.replace(/@.*/, '').replace(/[:/]/g, '-');
  const alone = `(component ${type} (import "${label}" (instance (type $ty-${name}))))`;
  return inlineBody(await tools.componentWit(await tools.parse(alone)), label);
}

async function golden(file) {
  const bytes = read(file);
  const root = await tools.componentWit(bytes);
  const wat = await tools.print(bytes);
  const names = [...new Set([...root.matchAll(/^  (?:import|export) ([^;{ ]*\/[^;{ ]*);$/gm)].map((m) => m[1]))];
  const plain = names.filter((name) => !wat.split('\n')
    .some((line) => line.includes(`(alias export $${name} "`) && line.includes('(type $')));
  const inline = await tools.componentWit(renamed(bytes, plain));
  const packages = new Map();
  for (const name of names) {
    const [path, version] = name.split('@');
    const [pack, item] = path.split('/');
    const key = pack + (version ? '@' + version : '');
    let body = plain.includes(name) ? inlineBody(inline, name.replace(/[:/]/g, '-')) : await aloneBody(wat, name);
    body = body.replaceAll(new RegExp(`use ${pack}/([a-z-]+)${version ? '@' + version : '\\.'}`, 'g'), 'use $1.');
    packages.set(key, (packages.get(key) ?? '') + indent(`interface ${item} {\n${body}}\n`, '  '));
  }
  return root + [...packages].map(([name, text]) => `package ${name} {\n${text}}\n`).join('\n\n');
}

const [out, ...files] = process.argv.slice(2);
for (const each of files) {
  const [name, file] = each.split('=');
  writeFileSync(`${out}/${name}.wit`, await golden(file));
}
