// first-load.e2e.mjs -- what a phone fetches before it can work, and how soon it answers:
// bytes are a promise and are tested, times are measured and printed.
// SPDX-License-Identifier: Apache-2.0
import { Phone } from './phone.mjs';
import { expect } from './expect.mjs';

const BUDGET = 150 * 1024;
const SLOW = 4; // an old phone beside this machine

export const tests = {
  'the first load is at most 150 KB with styles, words and rules': async (w) => {
    const page = await w.phone({ serviceWorkers: 'block' });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.enable');
    const asked = new Map();
    const sizes = new Map();
    cdp.on('Network.requestWillBeSent', ({ requestId, request }) => asked.set(requestId, request.url));
    cdp.on('Network.dataReceived', ({ requestId, encodedDataLength: n }) => sizes.set(requestId, (sizes.get(requestId) ?? 0) + n));
    await page.goto('/field/en');
    await page.waitForSelector('html[data-ready=yes]');
    await page.waitForLoadState('networkidle');
    const rows = [...sizes].map(([id, size]) => [size, asked.get(id)]).sort(([a], [b]) => b - a);
    const others = rows.filter(([, url]) => /\/text\/door\//.test(url)); // after the screen is there
    const sum = (list) => list.reduce((n, [size]) => n + size, 0);
    console.log(`# first load ${(sum(rows) / 1024).toFixed(1)} KB in ${rows.length} files, of it ${(sum(others) / 1024).toFixed(1)} KB the residents' languages`);
    for (const [size, url] of rows.slice(0, 5)) console.log(`#   ${(size / 1024).toFixed(1)} KB ${new URL(url).pathname.split('/').slice(-2).join('/')}`);
    expect(sum(rows) <= BUDGET, `${sum(rows)} bytes`);
  },

  'on a phone four times slower a cold start reaches the visit, and a tap answers': async (w) => {
    const phone = new Phone(await w.phone());
    await phone.sign_in(w.account('inspector'));
    await phone.page.waitForSelector('#place .ds-card--lead:visible');
    const cdp = await phone.page.context().newCDPSession(phone.page);
    await phone.offline(true);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW });
    const cold = Date.now();
    await phone.page.reload();
    await phone.page.waitForSelector('html[data-ready=yes]');
    const ready = Date.now();
    await phone.type('password', w.account('inspector').password);
    await phone.tap('#place form button:not([type])');
    await phone.page.waitForSelector('#place .ds-card--lead:visible');
    const open = Date.now();
    await phone.act('visit');
    await phone.at('visit');
    const there = Date.now();
    // From the finger to the frame that shows it, by the page's own clock.
    const tap = await phone.page.evaluate(() => new Promise((done) => {
      const tile = document.querySelector('label:has(input[name="occupancy"])') ?? document.querySelector('.ds-rooms a');
      const from = performance.now();
      tile.click();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
    }));
    console.log(`# 4x slower: start to the password ${ready - cold} ms, to Today ${open - cold} ms (with typing and key stretching), to the visit ${there - cold} ms; a tap shows after ${tap.toFixed(0)} ms`);
    expect(tap > 0, 'a tap was answered');
  },
};
