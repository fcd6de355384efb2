// SPDX-License-Identifier: Apache-2.0
// A page from an origin that is not allowed.
import { equal, run } from './checks.js';

async function blocked(init) {
  try {
    await fetch(API.url, init);
    return false;
  } catch (fault) {
    return fault instanceof TypeError;
  }
}

await run({
  'a page of another origin may not ask with a token': async () => {
    equal(
      await blocked({
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${API.token}` },
        body: JSON.stringify({ query: '{ me { name } }' }),
      }),
      true,
    );
  },

  'a page of another origin may not ask by POST without a token': async () => {
    equal(
      await blocked({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ __typename }' }),
      }),
      true,
    );
  },
});
