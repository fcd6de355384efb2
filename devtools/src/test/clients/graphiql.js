// SPDX-License-Identifier: Apache-2.0
// Reads and writes the shop from its console in headless Chromium, as the customer c2:
// `node graphiql.js CONSOLE_URL CHROMIUM PICTURES`. Prints a line for each check, and fails if one does. Saves a
// picture of each mutation with its answer in the directory PICTURES.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { end, equal, launch, step } from './steps.js';

const [url, executablePath, pictures] = process.argv.slice(2);
mkdirSync(pictures, { recursive: true });
const browser = await launch(executablePath);
const page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
const faults = [];

page.on('pageerror', (error) => faults.push(String(error)));
page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));

/** Replaces the text of the editor in this part of the page. */
async function write(part, text) {
  await page.evaluate(
    ([selector, content]) => {
      const editor = monaco.editor.getEditors().find((each) => each.getContainerDomNode().closest(selector));
      editor.setValue(content);
    },
    [part, text],
  );
}

/** Types the document and its variables, runs them, and returns the answer when the page shows it. */
async function ask(query, variables = {}) {
  await write('.graphiql-query-editor', query.trim());
  await write('.graphiql-editor-tool .graphiql-editor:not(.hidden)', JSON.stringify(variables, null, 2));
  await page.waitForTimeout(500); // GraphiQL takes over the texts a little after they change.
  const replied = page.waitForResponse((response) => new URL(response.url()).pathname === '/graphql');
  const pictured = page.waitForResponse((response) => new URL(response.url()).pathname === '/console/request');
  await page.click('.graphiql-execute-button');
  const answer = await (await replied).json();
  const { id } = await (await pictured).json();
  await page.waitForSelector(`.panel [data-request="${id}"]`);
  return answer;
}

function texts(selector) {
  return page.locator(selector).allInnerTexts();
}

async function check(name, picture, run) {
  await step(name, run);
  if (picture) {
    await page.waitForTimeout(300); // Editors draw a little later than their text changes.
    await page.screenshot({ path: join(pictures, `${picture}.png`) });
  }
}

await page.goto(url);
await page.selectOption('#caller', { label: 'customer c2' });
await page.waitForSelector('.graphiql-query-editor .monaco-editor');
await page.click('.graphiql-editor-tools button:has-text("Variables")');

await check('the panel has the cost of the document, and the editor marks the dearest field', null, async () => {
  await page.waitForSelector('.dearest-field');
  equal(await texts('.dearest-field'), ['product']);
  equal(await texts('.panel .dearest code'), ['me.orders.edges.node.lines.product']);
});

await check('the panel has the waves of the request, with their tables and keys', 'console', async () => {
  const requested = page.waitForResponse((response) => new URL(response.url()).pathname === '/console/request');
  await page.click('.graphiql-execute-button');
  await requested;
  await page.waitForSelector('.panel .wave');
  equal(await texts('.panel .wave h3'), ['WAVE 1', 'WAVE 2']);
  equal((await texts('.panel .call .what')).sort(), ['BatchGetItem Products', 'BatchGetItem Users, Loyalty', 'Query Orders']);
  await page.click('.panel .call:has-text("Query")');
  equal(await texts('.panel .call[open] .key'), ["customerId = 'c2'"]);
});

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

await check('the panel has the writes of its transaction', null, async () => {
  const verbs = await texts('.panel .writes b');
  equal(verbs.sort(), ['Put', 'Put', 'Update', 'Update', 'Update']);
});

await check('placeOrder sent again with its token answers the same order', 'place-order-again', async () => {
  equal((await ask(PLACE, order)).data?.placeOrder, placed);
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

await check('a caller with scopes and claims is remembered', null, async () => {
  await page.selectOption('#caller', 'another');
  await page.getByLabel('Subject').fill('ann');
  await page.getByLabel('Scopes').fill('read');
  await page.getByLabel('Claims').fill('tenant=t1');
  await page.getByRole('button', { name: 'Use' }).click();
  const asked = page.waitForRequest((request) => new URL(request.url()).pathname === '/graphql');
  await page.reload();
  await page.waitForSelector('.graphiql-query-editor .monaco-editor');
  equal(await page.inputValue('#caller'), 'ann read tenant=t1');
  const [, claims] = (await asked).headers().authorization.split('.');
  const { sub, scope, tenant } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
  equal([sub, scope, tenant], ['ann', 'read', 't1']);
});

await check('the page has no error', null, async () => equal(faults, []));

await end(browser);
