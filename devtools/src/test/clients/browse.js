// SPDX-License-Identifier: Apache-2.0
// Opens a page in headless Chromium that uses the API from another origin, as a web application does:
// `node browse.js PAGE CHROMIUM PAGE_PORT API_URL [TOKEN]`. Prints a line for each check. Fails if a check
// fails, or if the page reports nothing within a minute.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const [page, chromium, port, url, token] = process.argv.slice(2);
const PATIENCE = 60_000;

const bundle = await build({
  entryPoints: [page],
  bundle: true,
  format: 'esm',
  write: false,
  define: { API: JSON.stringify({ url, token: token ?? null }) },
});

const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>';
const profile = mkdtempSync(join(tmpdir(), 'sluice-browser-'));
let browser;

/** The browser's child processes end a little later than the browser, and write files until then. */
function exit(code, attempts = 50) {
  try {
    rmSync(profile, { recursive: true, force: true });
    process.exit(code);
  } catch (fault) {
    if (attempts === 0) {
      throw fault;
    }
    setTimeout(() => exit(code, attempts - 1), 100);
  }
}

function end(lines, failed) {
  lines.forEach((line) => console.log(line));
  browser.once('exit', () => exit(failed ? 1 : 0));
  browser.kill('SIGKILL');
}

createServer(async (request, response) => {
  if (request.method === 'POST') {
    let body = '';
    for await (const chunk of request) {
      body += chunk;
    }
    response.end();
    const results = JSON.parse(body);
    end(
      results.map(({ name, fault }) => (fault ? `failed | ${name} | ${fault}` : `ok | ${name}`)),
      results.some(({ fault }) => fault),
    );
  } else if (request.url === '/page.js') {
    response.setHeader('content-type', 'text/javascript; charset=utf-8');
    response.end(bundle.outputFiles[0].text);
  } else {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(html);
  }
}).listen(Number(port), 'localhost', () => {
  browser = spawn(
    chromium,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      `--user-data-dir=${profile}`,
      `http://localhost:${port}/`,
    ],
    { stdio: 'ignore' },
  );
  setTimeout(() => end([`failed | ${page} told nothing`], true), PATIENCE);
});
