// own_city.mjs -- a test that changes too much for the others has a city of its own.
// SPDX-License-Identifier: Apache-2.0
import { same } from './expect.mjs';
import { World } from './world.mjs';

export async function in_own_city(w, test) {
  const own = await World.start(w.program);
  try {
    await test(own);
    same(own.pages.flatMap((p) => p.faults), [], 'no script complained');
  } finally {
    await own.leave();
    await own.end();
  }
}
