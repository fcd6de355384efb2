// SPDX-License-Identifier: Apache-2.0
// Bundles the libraries of the console into DIRECTORY: `node build.mjs DIRECTORY`. The same lock file gives the same bytes.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const [directory] = process.argv.slice(2);
const shared = {
  bundle: true,
  minify: true,
  legalComments: 'none',
  target: 'es2022',
  outdir: directory,
  metafile: true,
  logOverride: { 'empty-import-meta': 'silent' },
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.ttf': 'dataurl' },
};

rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
const results = [
  await build({ ...shared, format: 'esm', entryPoints: { graphiql: 'libraries.js' } }),
  await build({
    ...shared,
    format: 'iife',
    entryPoints: {
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
  }),
];

const packages = new Set();
for (const { metafile } of results) {
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const found = file.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//);
      if (found && bytesInOutput > 0) {
        packages.add(found[1]);
      }
    }
  }
}

/** Returns the name, version and licence of a package, with the text of its licence. */
function licenceOf(path) {
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const texts = readdirSync(path)
    .filter((file) => /^(licen[cs]e|notice|copying)(\.|-|$)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(path, file), 'utf8').replaceAll('\r', '').trim());
  return `${name} ${version} (${license})\n\n${texts.join('\n\n') || 'The package has no file with its licence.'}\n`;
}

writeFileSync(
  join(directory, 'LICENSES.txt'),
  [...packages].filter((path) => existsSync(join(path, 'package.json'))).sort().map(licenceOf).join(`\n${'-'.repeat(80)}\n\n`),
);
