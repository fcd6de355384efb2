// SPDX-License-Identifier: Apache-2.0
// Who asks: the callers of the page and those that the developer adds. The browser remembers both.
import { createElement as h, useState } from "./graphiql.js";

const TOKEN_AGE = 50 * 60 * 1000; // A token lives for an hour.
const KEY = "sluice:callers";
const ANOTHER = "another";

export const ANONYMOUS = { label: "anonymous", sub: "", groups: [], scopes: [], claims: [] };

/** Returns the callers that the developer added, and which one was chosen last. */
export function remembered() {
  try {
    const { own = [], chosen = null } = JSON.parse(localStorage.getItem(KEY)) ?? {};
    return { own, chosen };
  } catch {
    return { own: [], chosen: null };
  }
}

export function remember(own, chosen) {
  localStorage.setItem(KEY, JSON.stringify({ own, chosen }));
}

export function pathOf(caller) {
  return caller.sub === "" ? "/graphql/public" : "/graphql";
}

/** Returns a function that returns a token of the caller, which it mints when it has none. */
export function tokenSource(caller) {
  let token = null;
  let minted = 0;
  return async () => {
    if (token === null || Date.now() - minted > TOKEN_AGE) {
      const query = new URLSearchParams({ sub: caller.sub });
      caller.groups.forEach((group) => query.append("group", group));
      caller.scopes?.forEach((scope) => query.append("scope", scope));
      caller.claims?.forEach((claim) => query.append("claim", claim));
      const reply = await fetch("/dev/token?" + query);
      if (!reply.ok) {
        throw new Error("No token can be made for this caller. Check its groups, scopes and claims.");
      }
      token = await reply.text();
      minted = Date.now();
    }
    return token;
  };
}

const words = (text) => text.split(/\s+/).filter(Boolean);

function Input({ label, hint, value, onChange }) {
  return h("label", null, label,
    h("input", { value, size: 14, placeholder: hint, onChange: (event) => onChange(event.target.value) }));
}

/** The form of a new caller. */
function NewCaller({ onAdd }) {
  const [form, setForm] = useState({ sub: "", groups: "", scopes: "", claims: "" });
  const change = (name) => (value) => setForm({ ...form, [name]: value });
  const add = (event) => {
    event.preventDefault();
    const sub = form.sub.trim();
    if (sub !== "") {
      onAdd({
        label: [sub, ...words(form.groups), ...words(form.scopes), ...words(form.claims)].join(" "),
        sub,
        groups: words(form.groups),
        scopes: words(form.scopes),
        claims: words(form.claims),
      });
    }
  };
  return h("form", { className: "new-caller", onSubmit: add },
    h(Input, { label: "Subject", hint: "c1", value: form.sub, onChange: change("sub") }),
    h(Input, { label: "Groups", hint: "support staff", value: form.groups, onChange: change("groups") }),
    h(Input, { label: "Scopes", hint: "read write", value: form.scopes, onChange: change("scopes") }),
    h(Input, { label: "Claims", hint: "tenant=t1", value: form.claims, onChange: change("claims") }),
    h("button", { type: "submit" }, "Use"));
}

export function CallerBar({ callers, own, caller, onChoose, onAdd, onForget }) {
  const [adding, setAdding] = useState(false);
  const option = (one) => h("option", { key: one.label, value: one.label }, one.label);
  const choose = (event) => {
    setAdding(event.target.value === ANOTHER);
    if (event.target.value !== ANOTHER) {
      onChoose(event.target.value);
    }
  };
  const isOwn = own.some(({ label }) => label === caller.label);
  return h("header", { className: "caller-bar" },
    h("strong", null, "Sluice"),
    h("label", null, "Asking as",
      h("select", { id: "caller", value: adding ? ANOTHER : caller.label, onChange: choose },
        callers.map(option),
        own.length > 0 && h("optgroup", { label: "Yours" }, own.map(option)),
        h("option", { value: ANOTHER }, "another…"))),
    adding && h(NewCaller, { onAdd: (added) => { setAdding(false); onAdd(added); } }),
    isOwn && !adding && h("button", { type: "button", onClick: () => onForget(caller.label) }, "Forget"),
    h("code", null, "POST " + pathOf(caller)));
}
