// SPDX-License-Identifier: Apache-2.0
// urql, set up as its documentation says.
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { asked, equal, recording, run } from './checks.js';
import { ONE_PRODUCT, ORDERS } from './documents.js';

const client = new Client({
  url: API.url,
  exchanges: [cacheExchange, fetchExchange],
  fetchOptions: { headers: { authorization: `Bearer ${API.token}` } },
});

const persisting = new Client({
  url: API.url,
  exchanges: [cacheExchange, persistedExchange({ preferGetForPersistedQueries: true }), fetchExchange],
  fetch: recording,
  fetchOptions: { headers: { authorization: `Bearer ${API.token}` } },
});

async function query(document, variables = {}) {
  return client.query(document, variables).toPromise();
}

await run({
  'urql reads the caller, whose token it sends across origins': async () => {
    const { data } = await query('{ me { name loyalty { points } } }');
    equal(data.me.name, 'Ada Abebe');
    equal(typeof data.me.loyalty.points, 'number');
  },

  'urql sends variables': async () => {
    const { data } = await query('query ($ids: [ID!]!) { products(ids: $ids) { id } }', {
      ids: ['p2', 'none', 'p1'],
    });
    equal(
      data.products.map((product) => product?.id ?? null),
      ['p2', null, 'p1'],
    );
  },

  'urql pages through a connection by its cursors': async () => {
    const seen = new Set();
    let after = null;
    do {
      const { orders } = (await query(ORDERS, { after })).data.me;
      orders.edges.forEach(({ node }) => seen.add(node.id));
      after = orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
    } while (after);
    equal(seen.size, 200);
  },

  'urql gives an error its code and path, and the data beside it': async () => {
    const { data, error } = await query('{ products(ids: ["p1"]) { id } user(id: "c2") { name } }');
    equal(error.graphQLErrors[0].extensions.code, 'FORBIDDEN');
    equal(error.graphQLErrors[0].path, ['user']);
    equal(data.products[0].id, 'p1');
    equal(data.user, null);
  },

  'urql reads the status that the gateway gives an expired token': async () => {
    const expired = new Client({
      url: API.url,
      exchanges: [fetchExchange],
      fetchOptions: { headers: { authorization: 'Bearer expired' } },
    });
    const { error } = await expired.query('{ me { id } }', {}).toPromise();
    equal(error.response.status, 401);
  },

  'urql asks by GET': async () => {
    const { data } = await client
      .query('{ products(ids: ["p1"]) { id } }', {}, { preferGetMethod: 'force' })
      .toPromise();
    equal(data.products[0].id, 'p1');
  },

  'urql asks for a trusted document by its hash alone': async () => {
    const { data } = await persisting.query(ONE_PRODUCT, { id: 'p1' }).toPromise();
    equal(data.products[0].__typename, 'Product');
    equal(asked(), ['GET without query']);
  },

  'urql sends another document when the server does not know its hash': async () => {
    const { data } = await persisting.query('{ products(ids: ["p1"]) { id } }', {}).toPromise();
    equal(data.products[0].id, 'p1');
    equal(asked(), ['GET without query', 'GET with query']);
  },
});
