// way-in.e2e.mjs -- a phone is opened by whoever has no password: a passkey or the city's
// provider signs her in, a passphrase of the phone's own locks what is on it.
// SPDX-License-Identifier: Apache-2.0
import { authenticator } from './authenticator.mjs';
import { expect, same } from './expect.mjs';
import * as certified from './idp_certified.mjs';
import { ORGANISATION, with_provider } from './idp_city.mjs';
import * as steps from './inspect.mjs';
import { Phone } from './phone.mjs';
import { World } from './world.mjs';

const PASSPHRASE = 'lantern gravel otter noon';
const screen = (phone, name) => phone.page.waitForSelector(`#place [data-behaviour="${name}"]`);
const submit = (phone) => phone.tap('#place form button:not([type])');

// Whatever leaves the phone, as text.
function overheard(page) {
  const sent = [];
  page.on('request', (r) => sent.push(r.url(), r.postData() ?? '', JSON.stringify(r.headers())));
  return sent;
}

async function look(w, phone, name) {
  await w.picture(phone.page, name, { fullPage: true });
  await w.axe(phone.page, name);
}

async function start(phone) {
  await phone.page.goto('/field/');
  await phone.page.waitForSelector('html[data-ready=yes]');
  await screen(phone, 'sign-in');
}

async function choose(w, phone) {
  await screen(phone, 'passphrase');
  await look(w, phone, 'way-in-choose');
  for (const [chosen, again, why] of [
    ['too short', 'too short', 'at least 15'],
    [PASSPHRASE, `${PASSPHRASE}s`, 'not the same']]) {
    await phone.type('chosen', chosen);
    await phone.type('again', again);
    await submit(phone);
    await phone.page.waitForSelector(`#place :text("${why}")`);
  }
  await look(w, phone, 'way-in-differ');
  await phone.type('again', PASSPHRASE);
  await submit(phone);
  await phone.at('today');
  await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
}

async function unlock(phone, typed) {
  await phone.type('password', typed);
  await submit(phone);
}

// A visit begun without a network, after the page was closed; and then it goes out.
async function opens_offline(w, phone) {
  await phone.offline(true);
  await phone.page.reload();
  await screen(phone, 'unlock');
  await look(w, phone, 'way-in-unlock');
  await unlock(phone, 'something else altogether');
  await phone.page.waitForSelector('#place :text("does not open it")');
  await unlock(phone, PASSPHRASE);
  await phone.at('today');
  await steps.begin(phone);
  await phone.offline(false);
  await phone.page.evaluate(() => dispatchEvent(new Event('online')));
  await steps.all_received(phone);
}

async function add_passkey(w, page) {
  const { email, password } = w.account('inspector');
  await page.goto('/sign-in?next=/account');
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await Promise.all([page.waitForURL((u) => u.pathname === '/account'),
    page.click('#sign-in button')]);
  await page.goto('/account/passkeys/new');
  await page.fill('#name', 'Phone');
  await page.fill('#present', password);
  await Promise.all([page.waitForNavigation(), page.click('main form button.usa-button--big')]);
  await page.context().clearCookies();
}

export const tests = {
  'a passkey opens the phone app, and a passphrase of the phone\'s own locks it': async (w) => {
    const city = await World.start(w.program);
    try {
      const phone = new Phone(await city.phone());
      const key = await authenticator(phone.page);
      await add_passkey(city, phone.page);
      const sent = overheard(phone.page);
      await key.right(false);
      await start(phone);
      await phone.act('passkey');
      await phone.page.waitForSelector('#place :text("No passkey was used")');
      await look(city, phone, 'way-in-failed');
      await key.right(true);
      await phone.act('passkey');
      await choose(city, phone);
      await opens_offline(city, phone);

      await phone.page.goto('/field/');
      await screen(phone, 'unlock');
      await phone.act('other');
      await screen(phone, 'sign-in');
      await phone.act('passkey');
      await screen(phone, 'passphrase');
      await look(city, phone, 'way-in-kept');
      await phone.type('kept', 'something else altogether');
      await submit(phone);
      await phone.page.waitForSelector('#place :text("does not open it")');
      await phone.type('kept', PASSPHRASE);
      await submit(phone);
      await phone.at('today');
      expect(!sent.some((text) => text.includes('lantern')), 'no server heard the passphrase');
      same(phone.page.faults, [], 'no script complained');
    } finally {
      await city.leave();
      await city.end();
    }
  },

  'whose role is not for the phone app hears so, and not that a page is missing': async (w) => {
    const phone = new Phone(await w.phone());
    const { email, password } = w.account('case-manager');
    await start(phone);
    await phone.type('email', email);
    await phone.type('password', password);
    await submit(phone);
    await phone.page.waitForSelector('#place [role=alert]:visible');
    const said = await phone.page.locator('#place [role=alert]').innerText();
    expect(/^This app is for inspectors/.test(said), said);
    await look(w, phone, 'way-in-other-work');
  },

  'where passwords are off the city\'s provider opens the phone app': async (w) => {
    const people = (city) => ({
      ines: { email: city.account('inspector').email, email_verified: true } });
    await with_provider(w, certified, people, async (city, doorstep) => {
      await doorstep('passwords', 'city', 'off', '--keeper', city.account('admin').email);
      const phone = new Phone(await city.phone());
      const sent = overheard(phone.page);
      await start(phone);
      await phone.type('email', city.account('inspector').email);
      await phone.type('password', city.account('inspector').password);
      await submit(phone);
      await phone.page.waitForSelector('#place [role=alert]:visible');
      await phone.page.waitForSelector(`#place :text("Sign in with ${ORGANISATION}")`);
      await look(city, phone, 'way-in-provider');
      await phone.tap(`text=Sign in with ${ORGANISATION}`);
      await certified.come(phone.page, 'ines');
      await choose(city, phone);
      same(new URL(phone.page.url()).pathname, '/field/en');
      expect(!/code|state/.test(phone.page.url()), 'nothing of it stays in the address');
      await opens_offline(city, phone);
      expect(!sent.some((text) => text.includes('lantern')), 'no server heard the passphrase');
      expect(!city.log.includes('@'), 'no address in the log');
      await phone.page.goto('/account');
      expect(/Sign in/.test(await phone.page.title()), 'no desk was opened beside it');
      same(phone.page.faults, [], 'no script complained');
    });
  },
};
