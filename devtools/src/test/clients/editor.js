// SPDX-License-Identifier: Apache-2.0
// Reads a project as the GraphQL plugins of editors do: its .graphqlrc.yml, and then the diagnostics and the completions
// of the schema file and of the operations. Argument: the directory of the project.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from 'graphql-config';
import { getAutocompleteSuggestions, getDiagnostics, Position } from 'graphql-language-service';

const directory = process.argv[2];
const config = await loadConfig({ rootDir: directory });

const report = (name, problems) =>
  console.log(problems.length === 0 ? `ok | ${name}` : `wrong | ${name}: ${JSON.stringify(problems)}`);

const suggestions = (schema, text, mark) => {
  const lines = text.slice(0, text.indexOf(mark) + mark.length).split('\n');
  const position = new Position(lines.length - 1, lines.at(-1).length);
  return getAutocompleteSuggestions(schema, text, position).map((each) => each.label);
};

// graphql-config refuses a schema with an unknown type or directive.
const api = await config.getProject('api').getSchema();
report('the schema file has only known types and directives', []);

const text = readFileSync(join(directory, 'function/src/main/resources/schema.graphqls'), 'utf8');
const directives = suggestions(api, text + '\ntype Other @', 'type Other @');
report(
  'the directives of the schema language are completed',
  ['table', 'index', 'auth'].filter((name) => !directives.includes(name)),
);

const operations = config.getProject('operations');
const schema = await operations.getSchema();
const documents = await operations.getDocuments();
report(
  'the operations have no problem',
  documents.flatMap((each) => getDiagnostics(each.rawSDL ?? readFileSync(each.location, 'utf8'), schema)),
);
report('a field that does not exist is a problem', getDiagnostics('{ nope }', schema).length === 1 ? [] : ['none']);
const fields = suggestions(schema, '{ ', '{ ');
report(
  'the fields of the API are completed',
  Object.keys(schema.getQueryType().getFields()).filter((name) => !fields.includes(name)),
);
