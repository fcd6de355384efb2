// SPDX-License-Identifier: Apache-2.0
// Apollo Client, set up as its documentation says.
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { asked, equal, recording, run, sha256 } from './checks.js';
import * as documents from './documents.js';

const client = new ApolloClient({
  cache: new InMemoryCache({
    typePolicies: { User: { fields: { orders: relayStylePagination() } } },
  }),
  link: new HttpLink({ uri: API.url, headers: { authorization: `Bearer ${API.token}` } }),
});

const persisting = new ApolloClient({
  cache: new InMemoryCache(),
  link: new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(
    new HttpLink({ uri: API.url, headers: { authorization: `Bearer ${API.token}` }, fetch: recording }),
  ),
});

const PRODUCTS = gql`
  query Products($ids: [ID!]!) {
    products(ids: $ids) {
      id
      name
    }
  }
`;

const ORDERS = gql(documents.ORDERS);
const ONE_PRODUCT = gql(documents.ONE_PRODUCT);

await run({
  'Apollo Client reads the caller, whose token it sends across origins': async () => {
    const { data } = await client.query({
      query: gql`
        {
          me {
            id
            name
            loyalty {
              points
            }
          }
        }
      `,
    });
    equal(data.me.name, 'Ada Abebe');
    equal(typeof data.me.loyalty.points, 'number');
  },

  'Apollo Client sends variables': async () => {
    const { data } = await client.query({ query: PRODUCTS, variables: { ids: ['p2', 'none', 'p1'] } });
    equal(
      data.products.map((product) => product?.id ?? null),
      ['p2', null, 'p1'],
    );
  },

  'Apollo Client pages through a connection by its cursors': async () => {
    const query = client.watchQuery({ query: ORDERS });
    const subscription = query.subscribe(() => {});
    let orders = (await client.query({ query: ORDERS })).data.me.orders;
    while (orders.pageInfo.hasNextPage) {
      await query.fetchMore({ variables: { after: orders.pageInfo.endCursor } });
      orders = client.readQuery({ query: ORDERS }).me.orders;
    }
    subscription.unsubscribe();
    equal(new Set(orders.edges.map(({ node }) => node.id)).size, 200);
  },

  'Apollo Client gives an error its code and path, and the data beside it': async () => {
    const { data, error } = await client.query({
      query: gql`
        {
          products(ids: ["p1"]) {
            id
          }
          user(id: "c2") {
            name
          }
        }
      `,
      errorPolicy: 'all',
    });
    equal(CombinedGraphQLErrors.is(error), true);
    equal(error.errors[0].extensions.code, 'FORBIDDEN');
    equal(error.errors[0].path, ['user']);
    equal(data, { products: [{ __typename: 'Product', id: 'p1' }], user: null });
  },

  'Apollo Client asks for a trusted document by its hash alone': async () => {
    const { data } = await persisting.query({ query: ONE_PRODUCT, variables: { id: 'p1' } });
    equal(data.products[0].__typename, 'Product');
    equal(asked(), ['GET without query']);
  },

  'Apollo Client sends another document when the server does not know its hash': async () => {
    const { data } = await persisting.query({ query: PRODUCTS, variables: { ids: ['p1'] } });
    equal(data.products[0].id, 'p1');
    equal(asked(), ['GET without query', 'POST with query']);
  },
});
