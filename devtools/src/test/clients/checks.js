// SPDX-License-Identifier: Apache-2.0
// Runs a page's checks one after the other and tells the page's own server how each ended.

/** @param {unknown} actual @param {unknown} expected */
export function equal(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
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
