// SPDX-License-Identifier: Apache-2.0
// The document in the editor: what it can cost, and where its fields are.
import { parse } from "./graphiql.js";

export const units = ({ readUnits, writeUnits }) => readUnits + writeUnits;

/** Returns the bound of each operation, or null while the document does not fit the schema. */
export async function costs(query, variables, signal) {
  const reply = await fetch("/console/cost", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: read(variables) }),
    signal,
  });
  return reply.ok ? reply.json() : null;
}

function read(variables) {
  try {
    return JSON.parse(variables);
  } catch {
    return {};
  }
}

/** Returns the response path of the field that can cost most, or null if there are not two fields to compare. */
export function dearest(operation) {
  const fields = Object.entries(operation.fields);
  if (fields.length < 2) {
    return null;
  }
  const [path, cost] = fields.reduce((most, next) => (units(next[1]) > units(most[1]) ? next : most));
  return units(cost) > 0 ? path : null;
}

/** Returns the place of the field with this response path in the text: its line and its columns, from 1. */
export function placeOf(query, path, operationName) {
  const { definitions } = parse(query);
  const operation = definitions.find(
    ({ kind, name }) => kind === "OperationDefinition" && (operationName == null || name?.value === operationName),
  );
  const fragments = Object.fromEntries(
    definitions.filter(({ kind }) => kind === "FragmentDefinition").map((each) => [each.name.value, each]),
  );
  const find = (selections, keys, seen) => {
    for (const selection of selections) {
      if (selection.kind === "Field") {
        if ((selection.alias ?? selection.name).value === keys[0]) {
          const found = keys.length === 1 ? selection : find(selection.selectionSet?.selections ?? [], keys.slice(1), seen);
          if (found) {
            return found;
          }
        }
      } else if (selection.kind === "InlineFragment") {
        const found = find(selection.selectionSet.selections, keys, seen);
        if (found) {
          return found;
        }
      } else if (fragments[selection.name.value] && !seen.includes(selection.name.value)) {
        const name = selection.name.value;
        const found = find(fragments[name].selectionSet.selections, keys, [...seen, name]);
        if (found) {
          return found;
        }
      }
    }
    return null;
  };
  const field = operation && find(operation.selectionSet.selections, path.split("."), []);
  if (!field) {
    return null;
  }
  const { line, column } = (field.alias ?? field.name).loc.startToken;
  return { line, from: column, to: column + field.name.loc.end - (field.alias ?? field.name).loc.start };
}
