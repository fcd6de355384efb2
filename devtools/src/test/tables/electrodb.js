// A library with books and loans, as ElectroDB writes them. Invented people.
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Entity } from "electrodb";
import { client } from "./client.js";

const table = "ElectroLibrary";
const text = (AttributeName) => ({ AttributeName, AttributeType: "S" });
const key = (hash, range) => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];
await client.send(new CreateTableCommand({
  TableName: table,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: ["pk", "sk", "gsi1pk", "gsi1sk"].map(text),
  KeySchema: key("pk", "sk"),
  GlobalSecondaryIndexes: [{
    IndexName: "gsi1pk-gsi1sk-index",
    KeySchema: key("gsi1pk", "gsi1sk"),
    Projection: { ProjectionType: "ALL" },
  }],
}));

const options = { client: DynamoDBDocumentClient.from(client), table };
const index = (pk, sk) => ({
  index: "gsi1pk-gsi1sk-index",
  pk: { field: "gsi1pk", composite: pk },
  sk: { field: "gsi1sk", composite: sk },
});
const primary = (pk, sk) => ({
  pk: { field: "pk", composite: pk },
  sk: { field: "sk", composite: sk },
});

const Book = new Entity({
  model: { entity: "book", version: "1", service: "library" },
  attributes: {
    isbn: { type: "string", required: true },
    bookId: { type: "string", required: true },
    title: { type: "string", required: true },
    pages: { type: "number" },
    genres: { type: "set", items: "string" },
    shelf: { type: "map", properties: { floor: { type: "number" }, row: { type: "string" } } },
    notes: { type: "list", items: { type: "string" } },
    createdAt: { type: "number", default: () => 1700000000123 },
  },
  indexes: { byIsbn: primary(["isbn"], ["bookId"]), byTitle: index(["title"], ["bookId"]) },
}, options);

const Loan = new Entity({
  model: { entity: "loan", version: "1", service: "library" },
  attributes: {
    memberId: { type: "string", required: true },
    loanId: { type: "string", required: true },
    bookId: { type: "string", required: true },
    until: { type: "string", required: true },
    returned: { type: "boolean" },
  },
  indexes: { byMember: primary(["memberId"], ["until", "loanId"]), byBook: index(["bookId"], ["until"]) },
}, options);

const Page = new Entity({
  model: { entity: "page", version: "1", service: "library" },
  attributes: {
    bookId: { type: "string", required: true },
    number: { type: "number", required: true, padding: { length: 6, char: "0" } },
    read: { type: "number", required: true, padding: { length: 13, char: "0" } },
    readAt: { type: "number" },
    day: { type: "string" },
  },
  indexes: { byBook: primary(["bookId"], ["number"]), byTime: index(["bookId"], ["read"]) },
}, options);

for (let at = 0; at < 12; at++) {
  await Book.put({
    isbn: `978-${at % 5}`, bookId: `B${at}`, title: `The Tides ${at % 3}`, pages: 100 + at,
    genres: ["sea", `genre ${at}`], shelf: { floor: at % 4, row: "C" }, notes: at % 2 ? ["old"] : [],
  }).go();
  await Loan.put({
    memberId: `Member ${at % 4}`, loanId: `L${at}`, bookId: `B${at}`, until: `2026-01-${10 + at}`,
    ...(at % 3 ? { returned: true } : {}),
  }).go();
  await Page.put({
    bookId: `B${at % 2}`, number: at * 40, read: 1700000000000 + at, readAt: 1700000000 + at, day: `2026-03-${10 + at}`,
  }).go();
}
