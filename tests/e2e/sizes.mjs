// sizes.mjs -- a desk page at both sizes: its pictures, axe, and that it fits a phone.
// SPDX-License-Identifier: Apache-2.0
import { expect } from './expect.mjs';

export async function both_sizes(w, page, name) {
  await w.picture(page, name, { fullPage: true });
  await w.axe(page, name);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth) <= 390,
    `${name} fits a phone`);
  await w.picture(page, `${name}-phone`, { fullPage: true });
  await w.axe(page, `${name}, phone`);
  await page.setViewportSize(size);
}
