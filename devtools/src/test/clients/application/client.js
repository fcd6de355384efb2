// SPDX-License-Identifier: Apache-2.0
// How the application asks the API: with the ids of the manifest, and with a new token when the old one has expired.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client/core';
import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { generatePersistedQueryIdsFromManifest } from '@apollo/persisted-query-lists';
import { from, switchMap } from 'rxjs';
import { renew, token } from './session.js';

const withToken = new SetContextLink(async ({ headers }) => ({
  headers: { ...headers, authorization: `Bearer ${await token()}` },
}));

const signInAgain = new ErrorLink(({ error, operation, forward }) => {
  if (ServerError.is(error) && error.statusCode === 401) {
    return from(renew()).pipe(switchMap(() => forward(operation)));
  }
});

const withId = new PersistedQueryLink({
  ...generatePersistedQueryIdsFromManifest({ loadManifest: () => import('./persisted-query-manifest.json') }),
  useGETForHashedQueries: true,
});

export const client = new ApolloClient({
  cache: new InMemoryCache({
    typePolicies: { User: { fields: { orders: relayStylePagination() } } },
  }),
  link: ApolloLink.from([signInAgain, withToken, withId, new HttpLink({ uri: API.url })]),
});

/** Returns the code of an error that the API answered, or undefined. */
export function codeOf(error) {
  return CombinedGraphQLErrors.is(error) ? error.errors[0].extensions.code : undefined;
}
