// phone.mjs -- an inspector's hands on the phone: every tap is counted, typing is not.
// SPDX-License-Identifier: Apache-2.0
import { expect } from './expect.mjs';

const LOOK_MS = 400; // screen.js takes two taps within 350 for one
const LONG_PRESS_MS = 1000; // hold.js asks for 800

export class Phone {
  taps = 0;
  typed = 0; // characters
  #tapped = 0; // when
  #seen = 0; // since when the screen is looked at

  constructor(page) {
    this.page = page;
  }

  // A new screen is looked at before it is tapped, and so is what a first tap there made of
  // it: a faster tap is taken for the second of two.
  async #eye() {
    const fresh = await this.page.evaluate(() => {
      const root = document.querySelector('#place')?.firstElementChild;
      const unseen = root && !root.dataset.tapped;
      if (root) root.dataset.tapped = 'yes';
      return unseen;
    });
    const early = LOOK_MS - (Date.now() - (fresh ? this.#tapped : this.#seen));
    if (early > 0) await this.page.waitForTimeout(early);
    if (fresh) this.#seen = Date.now();
  }

  async tap(what) {
    const target = typeof what === 'string' ? this.page.locator(what).first() : what;
    await this.#eye();
    await target.tap();
    this.#tapped = Date.now();
    this.taps++;
  }

  // A button of the screen by what it does.
  act(name) { return this.tap(`[data-do="${name}"]:visible`); }

  // A tile of a question: its label is what a finger finds.
  choose(name, value) {
    return this.tap(this.page.locator(`label:has(input[name="${name}"][value="${value}"]), `
      + `input[name="${name}"][value="${value}"] + label`).first());
  }

  type(name, words) {
    this.typed += words.length;
    return this.page.fill(`[name="${name}"]`, words);
  }

  async hold(selector) {
    await this.page.locator(selector).waitFor();
    const box = await this.page.locator(selector).boundingBox();
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.page.mouse.down();
    await this.page.waitForTimeout(LONG_PRESS_MS); // the press itself, not a wait
    await this.page.mouse.up();
    this.taps++;
  }

  async sign_in({ email, password }) {
    await this.page.goto('/field/');
    await this.page.waitForSelector('html[data-ready=yes]');
    await this.type('email', email);
    await this.type('password', password);
    await this.tap('#place form button[type=submit], #place form button:not([type])');
    await this.at('today');
    // Everything the app needs without a network is on the phone.
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  }

  // The address names the screen.
  async at(name) {
    await this.page.waitForFunction((n) => location.hash.startsWith(`#/${n}`)
      || (n === 'today' && location.hash === ''), name);
    await this.page.waitForSelector(`#place [data-behaviour="${name}"], #place > [data-behaviour="${name}"]`);
  }

  async states() {
    return this.page.$$eval('#place [data-state]', (all) => all.map((el) => el.dataset.state));
  }

  async text() {
    return this.page.locator('#place').innerText();
  }

  async offline(off) {
    await this.page.context().setOffline(off);
    expect((await this.page.evaluate(() => navigator.onLine)) === !off, 'the network switch works');
  }
}

// To a screen by its address, as a link would lead there.
export async function go(phone, hash, name) {
  await phone.page.evaluate((h) => { location.hash = h; }, hash);
  await phone.at(name);
}
