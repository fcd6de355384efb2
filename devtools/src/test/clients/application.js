// SPDX-License-Identifier: Apache-2.0
// Serves the application of the directory `application` at an origin of its own, and uses it in headless Chromium as a
// customer does: `node application.js DIRECTORY CHROMIUM PORT API_URL EXPIRED_TOKEN TOKEN`. The first token that the
// application gets has expired. Prints a line for each step, and fails if one does.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { end, equal, launch, step } from './steps.js';

const [directory, chromium, port, url, expired, token] = process.argv.slice(2);

const bundle = await build({
  entryPoints: [join(directory, 'page.js')],
  bundle: true,
  format: 'esm',
  write: false,
  loader: { '.graphql': 'text' },
  define: { API: JSON.stringify({ url }) },
});

/** By method and path: the type and the text of what the application's server answers. */
const answers = {
  'GET /': ['text/html', readFileSync(join(directory, 'index.html'))],
  'GET /page.js': ['text/javascript', bundle.outputFiles[0].text],
  'GET /token': ['text/plain', expired],
  'POST /token': ['text/plain', token],
};
createServer((request, response) => {
  const [type, text] = answers[`${request.method} ${request.url}`] ?? ['text/plain', ''];
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.end(text);
}).listen(Number(port), 'localhost');

const browser = await launch(chromium);
const context = await browser.newContext();
const exchanges = [];
const faults = [];

context.on('weberror', (fault) => faults.push(String(fault.error())));
context.on('response', (response) => {
  if (response.url().startsWith(url) && response.request().method() !== 'OPTIONS') {
    exchanges.push(response);
  }
});

async function open() {
  const page = await context.newPage();
  await page.goto(`http://localhost:${port}/`);
  await page.waitForSelector('#orders li');
  return page;
}

async function save(page, field, value) {
  await page.getByLabel(field).fill(value);
  await page.getByRole('button', { name: 'Save' }).click();
}

async function profile(page) {
  return [await page.getByLabel('Name').inputValue(), await page.getByLabel('Phone').inputValue()];
}

const said = (page, text) => page.locator('#message', { hasText: text }).waitFor();
const page = await open();
const orders = page.locator('#orders li button');

await step('the application reads the 401 of another origin, renews its token, and asks again', async () => {
  equal(exchanges.map((response) => response.status()), [401, 200]);
  equal(await orders.count(), 20);
});

await step('each click on More shows 20 more orders', async () => {
  for (const count of [40, 60]) {
    await page.getByRole('button', { name: 'More' }).click();
    await orders.nth(count - 1).waitFor();
    equal(await orders.count(), count);
  }
});

await step('a click on an order shows what was bought', async () => {
  const text = await orders.first().innerText();
  await orders.first().click();
  await page.locator('#order li').first().waitFor();
  equal((await page.locator('#order').innerText()).startsWith(text), true);
  equal((await page.locator('#order li').allInnerTexts()).every((line) => /^\d+ \w.* at [\d.]+$/.test(line)), true);
});

const other = await open();
const [name, phone] = await profile(page);

await step('a change of another tab is a conflict, which shows both changes', async () => {
  await save(other, 'Phone', '+1 555 0100');
  await said(other, 'Saved.');
  await save(page, 'Name', `${name} Jr.`);
  await said(page, 'changed elsewhere');
  equal(await profile(page), [`${name} Jr.`, '+1 555 0100']);
});

await step('saved again, both changes are kept', async () => {
  await page.getByRole('button', { name: 'Save' }).click();
  await said(page, 'Saved.');
  equal(await profile(await open()), [`${name} Jr.`, '+1 555 0100']);
});

await step('no request of the application had a text', async () => {
  const sent = exchanges.map((response) =>
    response.request().postData() ?? decodeURIComponent(new URL(response.url()).search),
  );
  equal(sent.filter((each) => !each.includes('"sha256Hash"') || each.includes('query=') || each.includes('"query"')), []);
});

await step('a text of its own is refused', async () => {
  const codes = await page.evaluate(
    async ([api, authorization]) => {
      const response = await fetch(api, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query: '{ me { name } }' }),
      });
      return (await response.json()).errors.map(({ extensions }) => extensions.code);
    },
    [url, `Bearer ${token}`],
  );
  equal(codes, ['OPERATION_NOT_TRUSTED']);
});

await step('the page has no error', async () => equal(faults, []));

await end(browser);
