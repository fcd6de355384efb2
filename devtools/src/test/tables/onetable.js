// Accounts with users and invoices, as OneTable writes them. Invented people.
import { Table } from "dynamodb-onetable";
import { client } from "./client.js";

const schema = {
  format: "onetable:1.1.0",
  version: "0.0.1",
  indexes: {
    primary: { hash: "pk", sort: "sk" },
    gs1: { hash: "gs1pk", sort: "gs1sk", project: "all" },
  },
  models: {
    Account: {
      pk: { type: String, value: "account#${id}" },
      sk: { type: String, value: "account#" },
      id: { type: String, required: true },
      name: { type: String, required: true },
      balance: { type: Number, default: 0 },
      address: { type: Object, default: {}, schema: { street: { type: String }, zip: { type: String } } },
    },
    User: {
      pk: { type: String, value: "account#${accountId}" },
      sk: { type: String, value: "user#${email}" },
      gs1pk: { type: String, value: "user#${email}" },
      gs1sk: { type: String, value: "user#" },
      accountId: { type: String, required: true },
      email: { type: String, required: true },
      admin: { type: Boolean },
      tags: { type: Array, default: [] },
    },
    Invoice: {
      pk: { type: String, value: "account#${accountId}" },
      sk: { type: String, value: "invoice#${day}#${id}" },
      accountId: { type: String, required: true },
      id: { type: String, required: true },
      day: { type: String, required: true },
      total: { type: Number, required: true },
      paidAt: { type: Date },
    },
    Line: {
      pk: { type: String, value: "invoice#${invoiceId}" },
      sk: { type: String, value: "line#${number:5:0}" },
      invoiceId: { type: String, required: true },
      number: { type: Number, required: true },
      packedAt: { type: Number },
      expires: { type: Date, ttl: true },
    },
  },
  params: { isoDates: true, timestamps: true },
};

const table = new Table({ client, name: "OneTable", schema, partial: false });
await table.createTable();
const [Account, User, Invoice, Line] = ["Account", "User", "Invoice", "Line"].map((name) => table.getModel(name));
for (let at = 0; at < 6; at++) {
  await Account.create({ id: `a${at}`, name: `Company ${at}`, address: { street: "Main St.", zip: `${at}` } });
  for (let user = 0; user < 3; user++) {
    await User.create({
      accountId: `a${at}`, email: `u${user}@a${at}.example`, tags: ["x", "y"].slice(user), ...(user ? {} : { admin: true }),
    });
    await Invoice.create({
      accountId: `a${at}`, id: `i${user}`, day: `2026-02-0${user + 1}`, total: 10.5 * user,
      ...(user ? { paidAt: new Date(1700000000000 + user) } : {}),
    });
  }
  await Line.create({
    invoiceId: `i${at % 3}`, number: at * 5, packedAt: 1700000000123 + at, expires: new Date(4000000000000),
  });
}
