// SPDX-License-Identifier: Apache-2.0
// Composes the subgraphs, and asks a gateway over them. Arguments: a JSON file with the subgraphs
// ({name: url}), the queries, and the header of the caller. Prints the answers, or what composition
// reports.
import { composeServices } from '@apollo/composition';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { parse } from 'graphql';
import { readFileSync } from 'node:fs';

const { subgraphs, queries, authorization } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

async function sdl(url) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  return (await response.json()).data._service.sdl;
}

const services = [];
for (const [name, url] of Object.entries(subgraphs)) {
  services.push({ name, url, typeDefs: parse(await sdl(url)) });
}
const composed = composeServices(services);
if (composed.errors) {
  console.log(JSON.stringify({ errors: composed.errors.map((error) => error.message) }));
  process.exit(0);
}

const gateway = new ApolloGateway({
  supergraphSdl: composed.supergraphSdl,
  buildService: ({ url }) =>
    new RemoteGraphQLDataSource({
      url,
      willSendRequest({ request, context }) {
        if (context.authorization) request.http.headers.set('authorization', context.authorization);
      },
    }),
});
const { executor, schema } = await gateway.load();
const answers = [];
for (const query of queries) {
  answers.push(
    await executor({
      schema,
      document: parse(query),
      request: { query, variables: {} },
      queryHash: query,
      operationName: null,
      context: { authorization },
      metrics: {},
      logger: console,
    }),
  );
}
await gateway.stop();
console.log(JSON.stringify({ answers }));
