// SPDX-License-Identifier: Apache-2.0
// Runs the steps of a program that drives a browser one after the other, and prints a line for each.
import { chromium } from 'playwright-core';

export { equal } from './checks.js';

let failed = false;

export function launch(executablePath) {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** @param {string} name the sentence that the step proves @param {() => Promise<void>} run */
export async function step(name, run) {
  try {
    await run();
    console.log(`ok | ${name}`);
  } catch (fault) {
    failed = true;
    console.log(`failed | ${name} | ${fault}`);
  }
}

/** Ends the program, which fails if a step did. */
export async function end(browser) {
  await browser.close();
  process.exit(failed ? 1 : 0);
}
