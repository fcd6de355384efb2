// SPDX-License-Identifier: Apache-2.0
// Writes to the shop from its console's GraphiQL in headless Chromium, as the customer c2:
// `node graphiql.js CONSOLE_URL CHROMIUM PICTURES`. Prints a line for each check, and fails if one does. Saves a
// picture of each mutation with its answer in the directory PICTURES.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [url, executablePath, pictures] = process.argv.slice(2);
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1400, height: 860 } });
let failed = false;

/** Types the document and its variables, runs them, and returns the answer that the page shows. */
async function ask(query, variables = {}) {
  await page.evaluate(
    ([text, values]) => {
      const write = (editor, value) => document.querySelector(`${editor} .CodeMirror`).CodeMirror.setValue(value);
      write('.graphiql-query-editor', text);
      write('.graphiql-editor-tool .graphiql-editor:not(.hidden)', values);
      write('.result-window', '');
    },
    [query.trim(), JSON.stringify(variables, null, 2)],
  );
  await page.click('.graphiql-execute-button');
  const shown = await page.waitForFunction(
    () => document.querySelector('.result-window .CodeMirror').CodeMirror.getValue() || null,
  );
  return JSON.parse(await shown.jsonValue());
}

async function check(name, picture, run) {
  try {
    await run();
    console.log(`ok | ${name}`);
  } catch (fault) {
    failed = true;
    console.log(`failed | ${name} | ${fault}`);
  }
  await page.screenshot({ path: join(pictures, `${picture}.png`) });
}

function equal(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}

await page.goto(url);
await page.selectOption('#caller', { label: 'customer c2' });
await page.waitForSelector('.graphiql-query-editor .CodeMirror');
await page.click('.graphiql-editor-tools button:has-text("Variables")');

const { data } = await ask(`{ products(ids: ["p1", "p7"]) { id price } me { version loyalty { points } } }`);
const lines = data.products.map(({ id, price }) => ({ productId: id, quantity: 2, unitPrice: price }));
const order = { input: { lines }, token: crypto.randomUUID() };
const PLACE = `
mutation($input: PlaceOrderInput!, $token: ID!) {
  placeOrder(input: $input, clientRequestToken: $token) {
    id
    status
    total
    version
    lines {
      productId
      quantity
      unitPrice
    }
  }
}`;
let placed;

await check('placeOrder answers the order that it made', 'place-order', async () => {
  const answer = await ask(PLACE, order);
  placed = answer.data.placeOrder;
  equal([placed.status, placed.version, placed.lines], ['PLACED', 1, lines]);
});

await check('placeOrder sent again with its token answers the same order', 'place-order-again', async () => {
  equal((await ask(PLACE, order)).data.placeOrder, placed);
});

await check('cancelOrder cancels it', 'cancel-order', async () => {
  const answer = await ask(
    `
mutation($id: ID!, $version: Int!) {
  cancelOrder(id: $id, version: $version) {
    id
    status
    version
    customer {
      loyalty {
        points
      }
    }
  }
}`,
    { id: placed.id, version: placed.version },
  );
  equal(answer.data.cancelOrder, {
    id: placed.id,
    status: 'CANCELLED',
    version: 2,
    customer: { loyalty: data.me.loyalty },
  });
});

await check('updateProfile changes what is sent', 'update-profile', async () => {
  const answer = await ask(
    `
mutation($input: ProfileInput!, $version: Int!) {
  updateProfile(input: $input, version: $version) {
    name
    email
    phone
    version
  }
}`,
    { input: { name: 'Grace Hopper', phone: null }, version: data.me.version },
  );
  const { name, phone, version } = answer.data.updateProfile;
  equal([name, phone, version], ['Grace Hopper', null, data.me.version + 1]);
});

await browser.close();
process.exit(failed ? 1 : 0);
