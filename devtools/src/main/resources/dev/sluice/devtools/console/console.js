"use strict";

const { createElement: h, useMemo, useState } = React;
const TOKEN_AGE = 50 * 60 * 1000; // A token lives for an hour.
const ANOTHER = "another";

function tokenSource(caller) {
  let token = null;
  let minted = 0;
  return async () => {
    if (token === null || Date.now() - minted > TOKEN_AGE) {
      const query = new URLSearchParams({ sub: caller.sub });
      caller.groups.forEach((group) => query.append("group", group));
      const reply = await fetch("/dev/token?" + query);
      if (!reply.ok) {
        throw new Error("No token can be made for this caller: " + reply.status);
      }
      token = await reply.text();
      minted = Date.now();
    }
    return token;
  };
}

function pathOf(caller) {
  return caller.sub === "" ? "/graphql/public" : "/graphql";
}

function fetcherOf(caller) {
  const token = tokenSource(caller);
  return async (request, options) => {
    const headers = { ...options?.headers, "content-type": "application/json" };
    if (caller.sub !== "") {
      headers.authorization = "Bearer " + (await token());
    }
    const reply = await fetch(pathOf(caller), {
      method: "POST",
      headers,
      body: JSON.stringify(request),
    });
    return reply.json();
  };
}

function field(label, value, change) {
  const input = h("input", {
    defaultValue: value,
    size: 12,
    onBlur: (event) => change(event.target.value.trim()),
    onKeyDown: (event) => event.key === "Enter" && event.target.blur(),
  });
  return h("label", { key: label }, label, input);
}

function CallerBar({ callers, choice, onChoose, other, onOther, caller }) {
  const options = callers.map((one, at) => h("option", { key: at, value: String(at) }, one.label));
  options.push(h("option", { key: ANOTHER, value: ANOTHER }, "another…"));
  const fields =
    choice === ANOTHER
      ? [
          field("sub", other.sub, (sub) => onOther({ ...other, sub })),
          field("groups", other.groups.join(" "), (text) =>
            onOther({ ...other, groups: text.split(/\s+/).filter(Boolean) })),
        ]
      : [];
  return h("header", { className: "caller-bar" },
    h("strong", null, "Sluice"),
    h("label", null, "Asking as",
      h("select", { id: "caller", value: choice, onChange: (e) => onChoose(e.target.value) }, options)),
    ...fields,
    h("code", null, "POST " + pathOf(caller)));
}

function Console({ callers, query }) {
  const [choice, setChoice] = useState("0");
  const [other, setOther] = useState({ sub: "", groups: [] });
  const caller = choice === ANOTHER ? other : callers[Number(choice)];
  const fetcher = useMemo(() => fetcherOf(caller), [caller]);
  return h(React.Fragment, null,
    h(CallerBar, { callers, choice, onChoose: setChoice, other, onOther: setOther, caller }),
    h("div", { className: "editor" },
      h(GraphiQL, {
        fetcher,
        defaultQuery: query,
        defaultHeaders: '{ "graphql-cost": "report" }',
        shouldPersistHeaders: false,
      })));
}

fetch("/console/callers.json")
  .then((reply) => reply.json())
  .then((page) => ReactDOM.createRoot(document.getElementById("console")).render(h(Console, page)));
