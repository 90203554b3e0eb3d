// run.mjs -- one furnished city on a random port, one browser, one mail sink; runs every
// *.e2e.mjs beside it (or those named) and prints a line a test.
// SPDX-License-Identifier: Apache-2.0
//   node tests/e2e/run.mjs build/doorstep [word ...]
import { readdirSync } from 'node:fs';
import { World } from './world.mjs';

const [program, ...words] = process.argv.slice(2);
if (!program) {
  console.error('usage: run.mjs PROGRAM [word ...]');
  process.exit(2);
}

const here = new URL('.', import.meta.url);
const files = readdirSync(here).filter((f) => f.endsWith('.e2e.mjs')
  && (!words.length || words.some((w) => f.includes(w)))).sort();

async function attempt(world, name, test) {
  const began = Date.now();
  try {
    await test(world);
    console.log(`ok ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    console.log(`not ok ${name}\n${error.stack ?? error}`);
    await world.picture_failure(name);
    return false;
  } finally {
    await world.leave();
  }
}

let failed = 0;
const world = await World.start(program);
try {
  for (const file of files) {
    const { tests } = await import(new URL(file, here));
    for (const [name, test] of Object.entries(tests))
      if (!await attempt(world, name, test)) failed++;
  }
} finally {
  await world.end();
}
process.exit(failed ? 1 : 0);
