// SPDX-License-Identifier: Apache-2.0
// Bundles a program as the build of an application does, because compilers write imports without file extensions, and
// runs it: `node bundled.mjs PROGRAM [ARGUMENT]...`.
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [program] = process.argv.splice(2, 1);
const outfile = `${program}.bundle.mjs`;
await build({ entryPoints: [program], bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile });
await import(pathToFileURL(outfile));
