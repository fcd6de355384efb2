// Prints what GraphQL Inspector says about each pair of schemas of a JSON file, one line for each.
import { readFileSync } from 'node:fs';
import { diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

for (const { before, after } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const changes = await diff(buildSchema(before), buildSchema(after));
  console.log(changes.map(({ criticality, path }) => `${criticality.level} ${path}`).join(', ') || '-');
}
