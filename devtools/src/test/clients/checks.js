// SPDX-License-Identifier: Apache-2.0
// Runs a page's checks one after the other, and reports each result to the page's own server.

/** @param {unknown} actual @param {unknown} expected */
export function equal(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}

const requests = [];

/** `fetch`, which records for `asked` how a document was requested. */
export async function recording(url, options) {
  const sent = options.body ? JSON.parse(options.body) : Object.fromEntries(new URL(url).searchParams);
  requests.push(`${options.method} ${sent.query ? 'with' : 'without'} query`);
  return fetch(url, options);
}

/** Returns the requests since the last call. */
export function asked() {
  return requests.splice(0);
}

/** @param {string} text @returns {Promise<string>} in hexadecimal */
export async function sha256(text) {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {Record<string, () => Promise<void>>} checks by the sentence that each one proves */
export async function run(checks) {
  const results = [];
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      results.push({ name });
    } catch (fault) {
      results.push({ name, fault: String(fault) });
    }
  }
  await fetch('/', { method: 'POST', body: JSON.stringify(results) });
}
