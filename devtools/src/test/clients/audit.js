// SPDX-License-Identifier: Apache-2.0
// Runs every audit of GraphQL over HTTP against one endpoint: `node audit.js URL [TOKEN]`. Prints a line for
// each audit. Fails if one is not ok, whether the specification says MUST, SHOULD or MAY.
import { serverAudits } from 'graphql-http';

const [url, token] = process.argv.slice(2);
const authorization = token ? { authorization: `Bearer ${token}` } : {};
const fetchFn = (input, init = {}) =>
  fetch(input, { ...init, headers: { ...init.headers, ...authorization } });

const results = await Promise.all(serverAudits({ url, fetchFn }).map((audit) => audit.fn()));
for (const { status, id, name, reason } of results) {
  console.log([status, id, name, reason].filter(Boolean).join(' | '));
}
const ok = results.filter(({ status }) => status === 'ok').length;
console.log(`${ok} of ${results.length} audits are ok`);
process.exit(ok === results.length ? 0 : 1);
