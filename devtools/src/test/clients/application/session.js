// SPDX-License-Identifier: Apache-2.0
// The sign-in of the application: its own server keeps the session of the user, and gives tokens for the API.

const text = (response) => response.text();
let current;
let renewal;

/** Returns the token that the application has. */
export function token() {
  current ??= fetch('/token').then(text);
  return current;
}

/** Gets a new token, once for all requests that were refused meanwhile. */
export function renew() {
  renewal ??= fetch('/token', { method: 'POST' })
    .then(text)
    .finally(() => (renewal = undefined));
  current = renewal;
  return renewal;
}
