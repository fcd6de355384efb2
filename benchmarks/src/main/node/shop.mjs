// SPDX-License-Identifier: Apache-2.0
// The shop's queries with Apollo Server: DataLoader, and BatchGetItem for items.
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startServerAndCreateLambdaHandler, handlers } from '@as-integrations/aws-lambda';
import DataLoader from 'dataloader';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';

const ITEMS_OF_A_BATCH = 100;
const typeDefs = readFileSync(process.env.PEER_SCHEMA, 'utf8');
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const loader = (table, key) => new DataLoader(async ids => {
  const found = new Map();
  for (let i = 0; i < ids.length; i += ITEMS_OF_A_BATCH) {
    const keys = ids.slice(i, i + ITEMS_OF_A_BATCH).map(id => ({ [key]: id }));
    const reply = await client.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: keys } } }));
    for (const item of reply.Responses[table] ?? []) found.set(item[key], item);
  }
  return ids.map(id => found.get(id) ?? null);
});

async function page(table, key, value, descending, first, after) {
  const reply = await client.send(new QueryCommand({
    TableName: table,
    KeyConditionExpression: '#key = :value',
    ExpressionAttributeNames: { '#key': key },
    ExpressionAttributeValues: { ':value': value },
    ScanIndexForward: !descending,
    Limit: first + 1,
    ExclusiveStartKey: after ? JSON.parse(Buffer.from(after, 'base64')) : undefined,
  }));
  const cursor = item => Buffer.from(JSON.stringify({ [key]: item[key], id: item.id })).toString('base64');
  const items = reply.Items.slice(0, first);
  return {
    edges: items.map(node => ({ node, cursor: cursor(node) })),
    pageInfo: { hasNextPage: reply.Items.length > first, endCursor: items.length ? cursor(items.at(-1)) : null },
  };
}

const resolvers = {
  Query: {
    me: (_, __, context) => context.users.load(context.sub),
    products: (_, { ids }, context) => context.products.loadMany(ids),
    step: (_, { id }, context) => context.steps.load(id),
    notes: (_, { topic, first, after }) => page('Notes', 'topic', topic, false, first, after),
  },
  User: {
    loyalty: (user, _, context) => context.loyalty.load(user.id),
    orders: (user, { first, after }) => page('Orders', 'customerId', user.id, true, first, after),
  },
  OrderLine: { product: (line, _, context) => context.products.load(line.productId) },
  Step: { next: (step, _, context) => context.steps.load(step.nextId) },
};

const server = new ApolloServer({ typeDefs, resolvers, introspection: false });

export const handler = startServerAndCreateLambdaHandler(server, handlers.createAPIGatewayProxyEventV2RequestHandler(), {
  context: async ({ event }) => ({
    sub: event.requestContext.authorizer.jwt.claims.sub,
    users: loader('Users', 'id'),
    loyalty: loader('Loyalty', 'customerId'),
    products: loader('Products', 'id'),
    steps: loader('Steps', 'id'),
  }),
});
