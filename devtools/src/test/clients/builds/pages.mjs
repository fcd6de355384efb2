// SPDX-License-Identifier: Apache-2.0
// Reads all pages of a connection as Relay's `usePaginationFragment` does: it runs the refetchable query with the last
// cursor, and Relay's store joins the pages. Arguments: the address of the API, and a token.
import {
  ConnectionInterface,
  Environment,
  Network,
  RecordSource,
  Store,
  createOperationDescriptor,
  fetchQuery,
  getRequest,
  getSingularSelector,
} from 'relay-runtime';
import firstPage from './pages/__generated__/ordersQuery.graphql.js';
import nextPage from './pages/__generated__/ordersPageQuery.graphql.js';
import fragment from './pages/__generated__/orders_query.graphql.js';

const [url, token] = process.argv.slice(2);

const environment = new Environment({
  network: Network.create(async ({ id }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ documentId: id, variables }),
    });
    return response.json();
  }),
  store: new Store(new RecordSource()),
});

const operation = createOperationDescriptor(getRequest(firstPage), {});
environment.retain(operation);
await fetchQuery(environment, firstPage, {}).toPromise();

function orders() {
  const { data } = environment.lookup(operation.fragment);
  return environment.lookup(getSingularSelector(fragment, data)).data.me.orders;
}

const { PAGE_INFO, HAS_NEXT_PAGE, END_CURSOR } = ConnectionInterface.get();
for (let page = 1; ; page++) {
  const { edges, [PAGE_INFO]: info } = orders();
  if (page <= 2 || !info[HAS_NEXT_PAGE]) {
    console.log(`${edges.length} orders, and there are ${info[HAS_NEXT_PAGE] ? '' : 'no '}more`);
  }
  if (!info[HAS_NEXT_PAGE]) {
    break;
  }
  const next = createOperationDescriptor(getRequest(nextPage), { first: 20, after: info[END_CURSOR] });
  environment.retain(next);
  await fetchQuery(environment, nextPage, { first: 20, after: info[END_CURSOR] }).toPromise();
}
