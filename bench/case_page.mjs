// case_page.mjs DOORSTEP -- the page of a case in a browser whose processor is four times slower,
// at desk and at phone size: from asking for it to its first picture and to its end, warm, beside
// the smallest page of the same site (/help), whose ratio tells what is the browser's own.
// SPDX-License-Identifier: Apache-2.0
import { World } from '../tests/e2e/world.mjs';

const SLOW = 4, TIMES = 30, SIZES = [['desk', 1280, 800], ['phone', 390, 844]];

function of(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

// Every case of hers in turn, so that no page is the same twice in a row.
async function addresses(page) {
  await page.goto('/cases');
  const all = await page.locator('main a[href^="/cases/"]').evaluateAll((links) =>
    [...new Set(links.map((a) => a.pathname))].filter((p) => /^\/cases\/[0-9a-f-]{36}$/.test(p)));
  if (all.length < 10) throw new Error(`only ${all.length} cases on Today`);
  return all;
}

async function once(page, path) {
  await page.goto(path, { waitUntil: 'load' });
  return page.evaluate(() => new Promise((done) => {
    new PerformanceObserver((list) => {
      const paint = list.getEntriesByName('first-contentful-paint')[0];
      const [nav] = performance.getEntriesByType('navigation');
      if (paint) done({ first: paint.startTime, whole: nav.loadEventEnd });
    }).observe({ type: 'paint', buffered: true });
  }));
}

async function measure(page, paths) {
  const seen = [];
  for (let i = 0; i < 3 + TIMES; i++) {
    const one = await once(page, paths[i % paths.length]);
    if (i >= 3) seen.push(one);
  }
  return { first: seen.map((s) => s.first), whole: seen.map((s) => s.whole) };
}

const w = await World.start(process.argv[2]);
try {
  const page = await w.desk_as('case-manager');
  const cases = await addresses(page);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW });
  for (const [name, width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    const small = await measure(page, ['/help']);
    const one = await measure(page, cases);
    for (const what of ['first', 'whole'])
      console.log(`${name}, ${what}: case p50 ${of(one[what], 0.5).toFixed(0)} ms, p95 ${of(one[what], 0.95).toFixed(0)} ms; `
        + `smallest page p50 ${of(small[what], 0.5).toFixed(0)} ms; ratio ${(of(one[what], 0.5) / of(small[what], 0.5)).toFixed(2)}`);
  }
} finally {
  await w.end();
}
