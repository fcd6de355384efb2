// SPDX-License-Identifier: Apache-2.0
// The page: GraphiQL, who asks, and the panel.
import { GraphiQL, createElement as h, createRoot, useEffect, useMemo, useRef, useState, useGraphiQL } from "./graphiql.js";
import { CallerBar, pathOf, remember, remembered, tokenSource } from "./callers.js";
import { costs, dearest, placeOf } from "./document.js";
import { Panel } from "./picture.js";

const PAUSE = 250; // Milliseconds without a key, before the cost is asked for.
const INTROSPECTION = "IntrospectionQuery";

function fetcherOf(caller, onPicture) {
  const token = tokenSource(caller);
  return async (request, options) => {
    const headers = { ...options?.headers, "content-type": "application/json" };
    if (caller.sub !== "") {
      headers.authorization = "Bearer " + (await token());
    }
    const reply = await fetch(pathOf(caller), { method: "POST", headers, body: JSON.stringify(request) });
    const id = reply.headers.get("apigw-requestid");
    if (id && request.operationName !== INTROSPECTION) {
      const picture = await fetch("/console/request?" + new URLSearchParams({ id }));
      onPicture(picture.ok ? await picture.json() : null);
    }
    return reply.json();
  };
}

/** Tells the page what is in the editors, and marks the field that can cost most. */
function Editors({ operations, onEdit }) {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const marks = useRef(null);

  useEffect(() => {
    if (!queryEditor || !variableEditor) {
      return undefined;
    }
    const tell = () => onEdit(queryEditor.getValue(), variableEditor.getValue());
    marks.current = queryEditor.createDecorationsCollection();
    tell();
    const listeners = [queryEditor.onDidChangeModelContent(tell), variableEditor.onDidChangeModelContent(tell),
      queryEditor.onDidChangeModel(tell), variableEditor.onDidChangeModel(tell)];
    return () => listeners.forEach((listener) => listener.dispose());
  }, [queryEditor, variableEditor]);

  useEffect(() => {
    const places = (operations ?? []).map((operation) => {
      const path = dearest(operation);
      return path && placeOf(queryEditor.getValue(), path, operation.name);
    });
    marks.current?.set(places.filter(Boolean).map(({ line, from, to }) => ({
      range: { startLineNumber: line, startColumn: from, endLineNumber: line, endColumn: to },
      options: {
        inlineClassName: "dearest-field",
        hoverMessage: { value: "This field can cost most." },
      },
    })));
  }, [operations]);
  return null;
}

function Console({ callers, query, watches }) {
  const [{ own, chosen }, setRemembered] = useState(remembered);
  const [text, setText] = useState(null);
  const [operations, setOperations] = useState([]);
  const [picture, setPicture] = useState(null);
  const caller = [...callers, ...own].find(({ label }) => label === chosen) ?? callers[0];
  const fetcher = useMemo(() => fetcherOf(caller, setPicture), [caller.label]);

  const change = (next) => {
    remember(next.own, next.chosen);
    setRemembered(next);
  };

  useEffect(() => {
    if (text === null) {
      return undefined;
    }
    const stop = new AbortController();
    const timer = setTimeout(
      () => costs(text.query, text.variables, stop.signal).then(setOperations, () => {}),
      PAUSE,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);

  return h("div", { className: "page" },
    h(CallerBar, {
      callers,
      own,
      caller,
      onChoose: (label) => change({ own, chosen: label }),
      onAdd: (added) => change({ own: [...own.filter(({ label }) => label !== added.label), added], chosen: added.label }),
      onForget: (label) => change({ own: own.filter((one) => one.label !== label), chosen: null }),
    }),
    h("main", null,
      h("div", { className: "editor" },
        h(GraphiQL, { fetcher, initialQuery: query, defaultQuery: query, shouldPersistHeaders: false, defaultTheme: "light" },
          h(GraphiQL.Logo, null, h("span", null)),
          h(GraphiQL.Toolbar, null, ({ prettify, copy, merge }) =>
            h("div", { className: "tools" }, prettify, merge, copy,
              h(Editors, { operations, onEdit: (document, variables) => setText({ query: document, variables }) }))))),
      h(Panel, { operations, picture, watches })));
}

const page = await (await fetch("/console/callers.json")).json();
createRoot(document.getElementById("console")).render(h(Console, page));
