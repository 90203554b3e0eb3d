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

// The headings, tags and states of which a word runs over two lines.
export const cut_words = (page) => page.locator('main :is(th, .usa-tag, .ds-state, .ds-choice)').evaluateAll((all) => all.filter((cell) => {
  const range = document.createRange();
  const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    for (const word of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((r) => Math.round(r.top))).size > 1) return true;
    }
  return false;
}).map((cell) => cell.textContent));
