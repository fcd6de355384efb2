// SPDX-License-Identifier: Apache-2.0
// The panel beside the reply: what the document can cost, and what the last request did.
import { Fragment, createElement as h } from "./graphiql.js";
import { dearest, units } from "./document.js";

const number = (value) => Number(value.toFixed(1)).toLocaleString("en");
const milliseconds = (value) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en")) + " ms";
const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
const unitsOf = (cost) =>
  [cost.readUnits > 0 && `${number(cost.readUnits)} read`, cost.writeUnits > 0 && `${number(cost.writeUnits)} write`]
    .filter(Boolean)
    .join(", ") || "0";

/** What the document can cost, as it is typed. */
function DocumentCost({ operation }) {
  const most = dearest(operation);
  const fields = Object.entries(operation.fields);
  const largest = Math.max(...fields.map(([, cost]) => units(cost)), 1);
  return h(Fragment, null,
    h("p", { className: "sum" },
      operation.name && h("b", null, operation.name + ": "),
      `at most ${plural(operation.bound.requests, "request")} in ${plural(operation.bound.waves, "wave")}, `,
      `${unitsOf(operation.bound)} units`),
    operation.excesses.map(({ limit, maximum, bound }) =>
      h("p", { key: limit, className: "refused", role: "alert" },
        `Sluice refuses it: ${number(bound)} ${limit}, and @limits allows ${number(maximum)}.`)),
    operation.unknown.length > 0 &&
      h("p", { className: "note" }, `Counted with the worst value of ${operation.unknown.map((each) => "$" + each).join(", ")}.`),
    fields.length > 0 && h("table", { className: "fields" },
      h("caption", null, "Units of each field alone"),
      h("tbody", null, fields.map(([path, cost]) =>
        h("tr", { key: path, className: path === most ? "dearest" : undefined },
          h("th", { scope: "row" }, h("code", null, path), path === most && h("span", { className: "tag" }, "dearest")),
          h("td", { className: "bar" },
            h("meter", { min: 0, max: largest, value: units(cost), "aria-label": `${unitsOf(cost)} units` })),
          h("td", null, unitsOf(cost)))))));
}

function Amount({ label, bound, consumed, isExact }) {
  const over = isExact && bound != null && consumed > bound;
  return h("tr", { className: over ? "over" : undefined },
    h("th", { scope: "row" }, label),
    h("td", null, number(consumed)),
    h("td", null, bound == null ? "–" : number(bound)),
    h("td", { className: "bar" },
      bound > 0 && h("meter", { min: 0, max: bound, value: Math.min(consumed, bound),
        "aria-label": `${label}: ${number(consumed)} of at most ${number(bound)}` })));
}

function Consumed({ picture }) {
  const rows = [["Requests", "requests"], ["Waves", "waves"], ["Read units", "readUnits"], ["Write units", "writeUnits"]];
  const transacts = picture.calls.some(({ operation }) => operation === "TransactWriteItems");
  return h(Fragment, null, h("table", { className: "amounts" },
    h("caption", null, "Consumed, and the bound"),
    h("thead", null, h("tr", null, ["", "Consumed", "Bound", ""].map((each, at) => h("th", { key: at, scope: "col" }, each)))),
    h("tbody", null, rows.map(([label, name]) =>
      h(Amount, { key: name, label, bound: picture.bound?.[name], consumed: picture.consumed[name],
        isExact: name !== "writeUnits" || !transacts })))),
    transacts && h("p", { className: "note" }, "DynamoDB Local reports more write units for a transaction than AWS does."));
}

function Writes({ writes }) {
  return h("ol", { className: "writes" }, writes.map((write, at) =>
    h("li", { key: at },
      h("b", null, write.verb), " ", h("code", null, write.table), h("code", { className: "key" }, write.key),
      write.expression && h("code", { className: "expression" }, write.expression),
      write.condition && h("span", { className: "condition" }, "if ", h("code", null, write.condition)))));
}

function Keys({ keys }) {
  return h("ul", { className: "keys" }, keys.map(({ table, index, key }, at) =>
    h("li", { key: at }, h("code", null, index ? `${table}.${index}` : table), h("code", { className: "key" }, key))));
}

/** One request to DynamoDB: a bar on the time of the whole request, and its keys or writes when it is opened. */
function Call({ call, total }) {
  const tables = [...new Set([...call.keys, ...call.writes].map(({ table }) => table))];
  const items = call.writes.length > 0
    ? plural(call.writes.length, "write")
    : `${plural(call.keys.length, call.operation === "Query" ? "range" : "key")}, ${plural(call.found, "item")}`;
  const style = { "--start": (100 * call.start) / total + "%", "--took": Math.max(1, (100 * call.took) / total) + "%" };
  return h("details", { className: call.answered ? "call" : "call failed", open: call.writes.length > 0 },
    h("summary", null,
      h("span", { className: "what" }, h("b", null, call.operation), " ", tables.join(", ")),
      h("span", { className: "cost" }, `${items} · ${unitsOf(call)} units · ${milliseconds(call.took)}`),
      !call.answered && h("span", { className: "tag" }, "failed"),
      h("span", { className: "time", style, "aria-hidden": true })),
    call.writes.length > 0 ? h(Writes, { writes: call.writes }) : h(Keys, { keys: call.keys }));
}

function Wave({ number: wave, calls, total }) {
  return h("li", { className: "wave" },
    h("h3", null, `Wave ${wave}`),
    calls.map((call, at) => h(Call, { key: at, call, total })));
}

function Request({ picture }) {
  const waves = [...new Set(picture.calls.map(({ wave }) => wave))];
  return h(Fragment, null,
    h("p", { className: "sum", "data-request": picture.id },
      `${picture.status}`, picture.codes.length > 0 && ` ${[...new Set(picture.codes)].join(", ")}`,
      ` in ${milliseconds(picture.took)}: `,
      Object.entries(picture.phases).map(([phase, took]) => `${phase} ${milliseconds(took)}`).join(", ")),
    h(Consumed, { picture }),
    waves.length === 0
      ? h("p", { className: "note" }, "It sent nothing to DynamoDB.")
      : h("ol", { className: "waves", "aria-label": "Requests to DynamoDB, by wave" }, waves.map((wave) =>
          h(Wave, { key: wave, number: wave, total: picture.took, calls: picture.calls.filter((call) => call.wave === wave) }))));
}

export function Panel({ operations, picture, watches }) {
  return h("aside", { className: "panel", "aria-label": "Cost and requests" },
    h("section", { "aria-live": "polite" },
      h("h2", null, "This document"),
      operations === null
        ? h("p", { className: "note" }, "It has no cost yet, because it does not fit the schema.")
        : operations.map((operation, at) => h(DocumentCost, { key: at, operation }))),
    h("section", { "aria-live": "polite" },
      h("h2", null, "The last request"),
      picture
        ? h(Request, { key: picture.id, picture })
        : h("p", { className: "note" }, watches
            ? "Run the document to see what it does."
            : "Not known: the artifact runs in a process of its own.")));
}
