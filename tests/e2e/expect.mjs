// expect.mjs -- claims, said as sentences.
// SPDX-License-Identifier: Apache-2.0
export function expect(claim, sentence, seen = '') {
  if (!claim) throw new Error(`not so: ${sentence}${seen === '' ? '' : `\n  seen: ${seen}`}`);
}

export function same(seen, wanted, sentence) {
  expect(JSON.stringify(seen) === JSON.stringify(wanted), sentence, JSON.stringify(seen));
}
