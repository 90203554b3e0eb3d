// lock.e2e.mjs -- a phone that is put down, picked up, handed over or opened twice.
// SPDX-License-Identifier: Apache-2.0
import { Phone, go } from './phone.mjs';
import { expect, same } from './expect.mjs';
import * as steps from './inspect.mjs';

const PIN = '274913';

async function signed_in(w, page) {
  const phone = new Phone(page ?? (await w.phone()));
  await phone.sign_in(w.account('inspector'));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
  return phone;
}

async function with_pin(w) {
  const phone = await signed_in(w);
  await go(phone, '#/phone', 'phone');
  await phone.type('new_pin', PIN);
  await phone.act('pin');
  await phone.page.waitForSelector('text=A PIN is set');
  await go(phone, '#/today', 'today');
  return phone;
}

const screen = (phone, name) => phone.page.waitForSelector(`#place [data-behaviour="${name}"]`);

// Put away for so many minutes, by the phone's own clock.
const away = (phone, minutes) => phone.page.evaluate((ms) => {
  const show = (hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  show(true);
  const now = Date.now;
  Date.now = () => now() + ms;
  show(false);
}, minutes * 60_000);

export const tests = {
  'back within a quarter of an hour nothing is asked, later the PIN, after the shift the password': async (w) => {
    const phone = await with_pin(w);
    await away(phone, 14);
    expect(await phone.page.locator('#place [data-behaviour="today"]').isVisible(), 'still open');
    await away(phone, 16);
    await screen(phone, 'pin');
    await w.axe(phone.page, 'pin');
    await w.picture(phone.page, 'lock-pin');
    expect(!(await phone.page.content()).includes('Lantern St</'), 'no address behind the question');
    await phone.type('pin', PIN);
    await screen(phone, 'today');
    await away(phone, 13 * 60);
    await screen(phone, 'unlock');
  },

  'five wrong PINs and only the password opens, and nothing was lost': async (w) => {
    const phone = await with_pin(w);
    await phone.offline(true);
    await steps.begin(phone);
    await go(phone, '#/today', 'today');
    await phone.act('lock');
    await screen(phone, 'pin');
    for (let i = 0; i < 4; i++) {
      await phone.type('pin', '111222');
      await phone.page.waitForSelector(`text=${4 - i} ${i === 3 ? 'try' : 'tries'} left`);
    }
    await phone.type('pin', '111222');
    await screen(phone, 'unlock');
    await phone.type('password', w.account('inspector').password);
    await phone.tap('#place form button:not([type])');
    await screen(phone, 'today');
    expect((await phone.text()).includes('waiting'), 'the visit begun waits here');
    await phone.act('lock');
    await screen(phone, 'pin');
    await phone.type('pin', PIN);
    await screen(phone, 'today');
    await phone.offline(false);
    await steps.all_received(phone);
  },

  'a PIN that is too short or too simple is not taken': async (w) => {
    const phone = await signed_in(w);
    await go(phone, '#/phone', 'phone');
    await w.axe(phone.page, 'this phone');
    await w.picture(phone.page, 'lock-phone', { fullPage: true });
    for (const [pin, words] of [['1234', 'Six digits'], ['12345x', 'Six digits'], ['111111', 'too easy']]) {
      await phone.type('new_pin', pin);
      await phone.act('pin');
      await phone.page.waitForSelector(`.ds-errors:has-text("${words}")`);
    }
  },

  'the phone’s own lock opens it after a restart, without a network': async (w) => {
    const phone = await signed_in(w);
    const cdp = await phone.page.context().newCDPSession(phone.page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', ctap2Version: 'ctap2_1',
      transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true, hasPrf: true } });
    await go(phone, '#/phone', 'phone');
    await phone.page.waitForSelector('[name="password"]:visible');
    await phone.type('password', 'wrong');
    await phone.act('passkey');
    await phone.page.waitForSelector('.ds-errors');
    await phone.type('password', w.account('inspector').password);
    await phone.act('passkey');
    await phone.page.waitForSelector('text=In use');
    await phone.offline(true);
    await phone.page.reload();
    await screen(phone, 'unlock');
    await w.picture(phone.page, 'lock-unlock');
    await phone.act('passkey');
    await phone.page.waitForSelector('#place [data-behaviour="phone"], #place [data-behaviour="today"]');
    await go(phone, '#/today', 'today');
    await phone.page.waitForSelector('#place .ds-card--lead:visible');
  },

  'of two tabs one writes, and the other says so': async (w) => {
    const first = await signed_in(w);
    const second = new Phone(await first.page.context().newPage());
    second.page.faults = [];
    w.pages.push(second.page);
    await second.page.goto('/field/');
    await second.page.waitForSelector('html[data-ready=yes]');
    await second.type('password', w.account('inspector').password);
    await second.tap('#place form button:not([type])');
    await screen(second, 'elsewhere');
    await w.axe(second.page, 'elsewhere');
    await second.act('here');
    await screen(second, 'today');
    await screen(first, 'unlock');
  },

  'with a PIN the resident’s screen is left by the inspector alone': async (w) => {
    const phone = await with_pin(w);
    await phone.offline(true);
    await phone.act('visit');
    await phone.at('visit');
    if (!(await phone.page.locator('a[href^="#/ask/"]:visible').count())) {
      await phone.choose('occupancy', 'occupied');
      await phone.choose('present', 'occupant');
      await phone.act('begin');
    }
    await steps.ask_for_help(phone, { lang: 'es', choices: ['food'], number: '617 555 0133', name: 'L' });
    await phone.act('yes');
    await phone.hold('.ds-actions [data-hold]:visible');
    await screen(phone, 'pin');
    expect(!(await phone.page.content()).includes('617 555 0133'), 'nothing of the request behind it');
    await phone.type('pin', PIN);
    await screen(phone, 'hand-over');
    same(phone.page.faults, [], 'no fault in the page');
  },
};
