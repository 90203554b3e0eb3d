// road.e2e.mjs -- a case manager's sealed copy of Today: on a phone and on a desk, without a
// network, after wrong passwords, on a device that two people share.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { open_case, press } from './casework.mjs';
import { storage } from './storage.mjs';
import { in_own_city } from './own_city.mjs';

const rows = (page) => page.locator('#place article').allInnerTexts();
const names = (page) => page.locator('#place article h3').allInnerTexts();

async function at(page, what) {
  await page.waitForSelector(`#place [data-title] ${what}`);
}

async function submit(page, password) {
  await page.fill('[name=password]', password);
  await page.click('#place form button:not([type])');
}

async function take(w, page, role = 'case-manager') {
  const { email, password } = w.account(role);
  await page.goto('/today/');
  await page.waitForSelector('html[data-ready=yes]');
  await at(page, '[name=email]:visible');
  await page.fill('[name=email]', email);
  await submit(page, password);
  await at(page, 'article');
  await page.evaluate(() => navigator.serviceWorker.ready);
}

// As after a restart: all that is left is what the device keeps.
async function reload(page) {
  await page.reload();
  await page.waitForSelector('html[data-ready=yes]');
}

// The device's clock, from the next page on.
const clock = (page, hours) => page.addInitScript((ms) => {
  const now = Date.now;
  Date.now = () => now() + ms;
}, hours * 3_600_000);

// Sealed rows on this device, of whomever.
const sealed = (page) => page.evaluate(async () => {
  let n = 0;
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => {
      indexedDB.open(name).onsuccess = (event) => done(event.target.result);
    });
    for (const store of ['records', 'meta']) {
      n += await new Promise((done) => {
        db.transaction(store).objectStore(store).count().onsuccess = (e) => done(e.target.result);
      });
    }
    db.close();
  }
  return n;
});

async function nothing_of(w, page, role, who) {
  const kept = await storage(page);
  for (const word of [...who, w.account(role).email])
    expect(!kept.includes(word), `${word} is nowhere on the device`);
}

async function without_a_network(w, page, name) {
  await take(w, page);
  const before = await rows(page);
  await w.axe(page, `${name}, rows`);
  await w.picture(page, `${name}-rows`, { fullPage: true });
  await nothing_of(w, page, 'case-manager', await names(page));
  same(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage])), '[{},{}]', 'no other storage');
  await page.context().setOffline(true);
  await reload(page);
  await at(page, 'form');
  same(await rows(page), [], 'nothing before the password');
  await w.axe(page, `${name}, open`);
  await w.picture(page, `${name}-open`);
  await submit(page, w.account('case-manager').password);
  await at(page, 'article');
  same(await rows(page), before, 'the same rows without a network');
  expect(/Copy of \w+ \d+, \d+:\d\d [ap]m/.test(await page.innerText('#place h1')), 'it says of when');
  await page.context().setOffline(false);
  return before;
}

export const tests = {
  'made once, the copy is on the phone without a network': async (w) => {
    const page = await w.phone();
    await page.goto('/today/');
    await page.waitForSelector('html[data-ready=yes]');
    await w.axe(page, 'road, first');
    await w.picture(page, 'road-phone-first');
    const all = await without_a_network(w, page, 'road-phone');
    const small = await page.locator('#place a.usa-button:visible').evaluateAll((list) =>
      list.filter((a) => a.getBoundingClientRect().height < 44).length);
    expect(all.length > 0 && small === 0, 'each call is big enough for a thumb');
  },

  'the same on a desk, and its rows are those of Today': async (w) => {
    const page = await w.desk();
    await without_a_network(w, page, 'road-desk');
    const copied = await names(page);
    const desk = await w.desk_as('case-manager');
    await desk.goto('/cases');
    const there = await desk.locator('#crisis ~ article h3, #fresh ~ article h3, #due ~ ul a:not(.usa-button)').allInnerTexts();
    const visits = await desk.locator('section[aria-labelledby="home-visits"] li').count();
    same(copied.length, there.length + visits, 'as many as on Today');
    for (const name of there) expect(copied.includes(name), `${name} is in the copy`, copied);
  },

  'a wrong password shows nothing, and the fifth removes the copy': async (w) => {
    const page = await w.phone();
    await take(w, page);
    await page.context().setOffline(true);
    for (let left = 4; left > 0; left--) {
      if (left === 2) await reload(page); // a new page gives no tries back
      if (left === 4) await reload(page);
      await submit(page, 'not the password');
      await page.waitForSelector(`[data-said=wrong]:visible:has-text("${left}")`);
      same(await rows(page), [], 'nothing is shown');
    }
    await submit(page, 'not the password');
    await page.waitForSelector('[data-said=removed]:visible');
    same(await sealed(page), 0, 'nothing is kept');
    await reload(page);
    await at(page, '[name=email]:visible');
  },

  'on a shared device nothing of hers is left once somebody else signs in': async (w) => {
    const page = await w.desk();
    await take(w, page);
    const hers = await names(page);
    const { email, password } = w.account('care-lead');
    await page.goto('/sign-in');
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', password);
    await press(page, '#sign-in button');
    same(await sealed(page), 0, 'not even sealed');
    await nothing_of(w, page, 'case-manager', hers);
    await take(w, page, 'care-lead');
    await page.goto('/cases');
    await press(page, 'form[action="/sign-out"] button');
    await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  },

  'the phone app takes it away too, and her own sign-in does not': async (w) => {
    const page = await w.phone();
    await take(w, page);
    const { email, password } = w.account('case-manager');
    await page.goto('/sign-in');
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', password);
    await press(page, '#sign-in button');
    expect(await sealed(page) > 0, 'her own stays');
    await page.goto('/field/');
    await page.waitForSelector('html[data-ready=yes]');
    const inspector = w.account('inspector');
    await page.fill('#place [name=email]', inspector.email);
    await page.fill('#place [name=password]', inspector.password);
    await page.click('#place form button:not([type])');
    await page.waitForSelector('#place .ds-card--lead:visible');
    await page.goto('/today/');
    await at(page, '[name=email]:visible');
  },

  'who has no right to Today gets no copy': async (w) => {
    const page = await w.phone();
    await page.goto('/today/');
    await page.waitForSelector('html[data-ready=yes]');
    await page.fill('[name=email]', w.account('inspector').email);
    await submit(page, w.account('inspector').password);
    await page.waitForSelector('[data-said=no_right]:visible');
    same(await sealed(page), 0, 'nothing is kept');
  },

  'a day later it says that it is old, and after three days it is gone': async (w) => {
    const page = await w.phone();
    await take(w, page);
    await page.context().setOffline(true);
    await clock(page, 30);
    await reload(page);
    await submit(page, w.account('case-manager').password);
    await page.waitForSelector('#place .ds-bad:visible:has-text("30")');
    await w.picture(page, 'road-phone-old');
    await clock(page, 3 * 24);
    await reload(page);
    await at(page, '[name=email]:visible');
    same(await sealed(page), 0, 'nothing is kept');
  },

  'a clock set back gives it no longer life': async (w) => {
    const page = await w.phone();
    await take(w, page);
    await page.context().setOffline(true);
    await clock(page, -2);
    await reload(page);
    await at(page, '[name=email]:visible');
  },

  'a case that was closed to her leaves the copy, and an ended account ends it': (w) =>
    in_own_city(w, async (own) => {
      const page = await own.phone();
      await take(own, page);
      const [first] = await names(page);
      const lead = await own.desk_as('care-lead');
      await open_case(lead, first);
      await press(lead, 'a[href$="/household"]');
      await lead.locator('details:has(#person) summary').click();
      const me = own.account('case-manager');
      const desk = await own.desk_as('case-manager');
      await lead.selectOption('#person', { label: await desk.innerText('.ds-bar__person') });
      await press(lead, 'form[action$="/blocks"] button');
      await reload(page);
      await submit(page, me.password);
      await page.waitForSelector('#place .ds-note', { state: 'hidden' });
      await page.waitForFunction((name) => ![...document.querySelectorAll('#place article h3')]
        .some((h) => h.textContent === name), first);

      const admin = await own.desk_as('admin');
      await admin.goto('/people');
      await press(admin, admin.locator('main .ds-list a', { hasText: me.email }));
      await admin.click('main details:has(form[action$="/disable"]) summary');
      await press(admin, 'form[action$="/disable"] button');
      await reload(page);
      await submit(page, me.password);
      await page.waitForSelector('[data-said=refused]:visible');
      same(await sealed(page), 0, 'nothing is kept');
    }),
};
