// field.e2e.mjs -- what an inspector's phone promises: without a network, in eight taps,
// and without ever losing or showing what it should not.
// SPDX-License-Identifier: Apache-2.0
import { Phone, go } from './phone.mjs';
import { expect, same } from './expect.mjs';
import { storage } from './storage.mjs';
import * as steps from './inspect.mjs';

const NUMBER = '617 555 0177';
const NAME = 'Zebulon';

async function signed_in(w, more) {
  const phone = new Phone(await w.phone(more));
  await phone.sign_in(w.account('inspector'));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
  return phone;
}

async function unlock(phone, { password }) {
  await phone.type('password', password);
  await phone.tap('#place form button:not([type])');
}

const visit_id = (phone) => phone.page.evaluate(() => location.hash.split('/')[2]);

// Ask, without anything that may be left out.
async function ask(phone) {
  await phone.tap('a[href^="#/ask/"]:visible');
  await phone.at('ask');
  await phone.choose('choices', 'food');
  await phone.choose('known', 'told');
  await phone.type('phone', NUMBER);
  await phone.act('show');
  await phone.at('door');
}

export const tests = {
  'a help request takes eight taps besides the number, offline': async (w) => {
    const phone = await signed_in(w);
    await phone.offline(true);
    await steps.begin(phone);
    const before = phone.taps;
    await ask(phone);
    await phone.tap('[data-do="speak"][data-lang="ht"]');
    await steps.resident_says_yes(phone);
    await steps.hand_over(phone);
    same(phone.taps - before, 8, 'ask, food, told, show, language, yes, hold, send');
    same(await phone.page.locator('#place .ds-state--big').getAttribute('data-state'), 'here',
      'it is on this phone and says so');
  },

  'everything recorded without a network arrives once it is back': async (w) => {
    const phone = await signed_in(w);
    await phone.offline(true);
    await phone.page.reload();
    await unlock(phone, w.account('inspector'));
    await phone.at('today');
    await steps.begin(phone);
    await steps.find_violation(phone, { search: 'smoke', place: 'hall', note: 'No alarm.' });
    await steps.leave_card(phone);
    await ask(phone);
    await steps.resident_says_yes(phone);
    await steps.hand_over(phone);
    await phone.act('now');
    await phone.page.goBack();
    await phone.at('visit');
    await steps.sign(phone, 'Ines Calder');
    await go(phone, '#/today', 'today');
    expect(/waiting, oldest/.test(await phone.text()), 'Today says how many wait and how long');
    await phone.offline(false);
    await phone.page.evaluate(() => dispatchEvent(new Event('online')));
    await steps.all_received(phone);
    await go(phone, '#/mine', 'mine');
    await phone.page.waitForSelector('#place [data-state="received"]');
  },

  'a no leaves nothing and the door is not asked again': async (w) => {
    const phone = await signed_in(w);
    await steps.begin(phone);
    const id = await visit_id(phone);
    await ask(phone);
    await steps.resident_says_no(phone);
    await go(phone, `#/ask/${id}`, 'ask');
    same(await phone.page.locator('#place [name="phone"]:visible').count(), 0, 'no form');
    same(await phone.page.inputValue('#place [name="phone"]'), '', 'no number');
    await go(phone, `#/alert/${id}`, 'alert');
    same(await phone.page.locator('#place [data-do="send"]:visible').count(), 0, 'no alert');
  },

  'undo brings the draft back and nothing was sent': async (w) => {
    const phone = await signed_in(w);
    const asked = async () => {
      await go(phone, '#/mine', 'mine');
      return phone.page.locator('#place [data-made="request"]').count();
    };
    const before = await asked();
    await go(phone, '#/today', 'today');
    await steps.begin(phone);
    await ask(phone);
    await steps.resident_says_yes(phone);
    await steps.hand_over(phone);
    await phone.act('undo');
    await phone.at('ask');
    same(await phone.page.inputValue('#place [name="phone"]'), NUMBER, 'the number is back');
    same(await asked(), before, 'nothing was asked');
  },

  'only the inspector’s press leads away from the resident’s screen': async (w) => {
    const phone = await signed_in(w);
    await steps.begin(phone);
    await ask(phone);
    const shown = '#place [data-behaviour="door"]';
    await phone.page.evaluate(() => { location.hash = '#/today'; });
    await phone.page.goBack().catch(() => {});
    expect(await phone.page.isVisible(shown), 'neither an address nor back');
    await phone.act('yes');
    await phone.tap('.ds-actions [data-hold]:visible');
    expect(await phone.page.isVisible(shown), 'nor a short tap');
    await phone.hold('.ds-actions [data-hold]:visible');
    await phone.at('hand-over');
  },

  'what is kept on the phone cannot be read from its storage': async (w) => {
    const phone = await signed_in(w);
    await phone.offline(true);
    await steps.begin(phone);
    const address = await phone.page.locator('#place .ds-address').innerText();
    await ask(phone);
    await steps.resident_says_yes(phone);
    const kept = await storage(phone.page);
    expect(kept.length > 1000, 'there is something to read');
    for (const word of [NUMBER, NAME, address, 'help', 'occupied', 'food'])
      expect(!kept.toLowerCase().includes(word.toLowerCase()), `not in clear: ${word}`);
  },

  'what a full phone cannot keep is said and stays on the screen': async (w) => {
    const phone = await signed_in(w);
    await phone.act('visit');
    await phone.at('visit');
    await phone.choose('occupancy', 'occupied');
    await phone.choose('present', 'occupant');
    await phone.page.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function full(...row) {
        IDBObjectStore.prototype.put = put;
        put.apply(this, row);
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await phone.act('begin');
    await phone.page.waitForSelector('#place .ds-errors');
    expect(await phone.page.isChecked('#place [name="occupancy"][value="occupied"]'), 'the answers');
    await phone.page.reload(); // nothing half-kept
    await unlock(phone, w.account('inspector'));
    await phone.at('visit');
    expect(await phone.page.isVisible('#place [data-do="begin"]'), 'not begun');
    phone.page.faults.length = 0; // the fault was ours
  },

  'a server that does not answer leaves everything waiting': async (w) => {
    const phone = await signed_in(w);
    await phone.page.context().route('**/api/v1/sync', () => {}); // never
    await steps.begin(phone);
    await go(phone, '#/today', 'today');
    await phone.page.waitForFunction(() => /1 waiting/.test(document.body.innerText));
    same(await phone.page.locator('#place .ds-pending [data-state]').getAttribute('data-state'), 'here',
      'and is not said to be received');
  },

  'an answer without a true receipt forgets nothing': async (w) => {
    const phone = await signed_in(w);
    await phone.page.context().route('**/api/v1/sync', async (route) => {
      const answer = await route.fetch();
      const body = await answer.json();
      if (body.receipt) body.receipt.signature = `AAAA${body.receipt.signature.slice(4)}`;
      await route.fulfill({ response: answer, json: body });
    });
    const heard = phone.page.waitForResponse('**/api/v1/sync');
    await Promise.all([heard, steps.begin(phone)]);
    await go(phone, '#/waiting', 'waiting');
    await phone.page.waitForSelector('#place [data-made="op"] [data-state="here"]');
    await phone.page.context().unroute('**/api/v1/sync');
    await phone.act('now');
    await steps.all_received(phone);
  },

  'a crisis keeps the numbers that always answer in sight': async (w) => {
    const phone = await signed_in(w);
    await phone.offline(true);
    await steps.begin(phone);
    await phone.tap('a[href^="#/ask/"]:visible');
    await phone.at('ask');
    await phone.choose('choices', 'talk');
    await phone.choose('known', 'told');
    await phone.choose('urgency', 'crisis');
    await phone.type('phone', NUMBER);
    await phone.act('show');
    await phone.at('door');
    await steps.resident_says_yes(phone);
    const numbers = () => phone.page.locator('#place a[href="tel:911"]:visible, '
      + '#place a[href="tel:988"]:visible, #place a[href="tel:211"]:visible').count();
    same(await numbers(), 3, 'before it is sent');
    await steps.hand_over(phone);
    same(await numbers(), 3, 'and after');
  },

  'a file that is no picture is said, and the finding goes on': async (w) => {
    const phone = await signed_in(w);
    await steps.begin(phone);
    await phone.act('find');
    await phone.at('finding');
    await phone.type('search', 'heat');
    await phone.act('choose');
    await phone.page.setInputFiles('[name="photo"]',
      { name: 'door.heic', mimeType: 'image/heic', buffer: Buffer.from('no picture') });
    await phone.page.waitForSelector('#place [data-if="photo_bad"]:visible');
    await phone.page.setInputFiles('[name="photo"]',
      { name: 'door.png', mimeType: 'image/png', buffer: steps.picture() });
    await phone.page.waitForSelector('#place .ds-photos img');
    expect(!await phone.page.isVisible('#place [data-if="photo_bad"]'), 'a good one clears it');
    same(phone.page.faults, [], 'no script complained');
  },

  'sections are read in the inspector’s language, and the order is signed in English': async (w) => {
    const phone = await signed_in(w);
    await steps.begin(phone);
    const id = await visit_id(phone);
    await phone.page.goto(`/field/ht#/room/${id}:kitchen`);
    await phone.page.reload();
    await unlock(phone, w.account('inspector'));
    await phone.at('room');
    const asked = await phone.text();
    expect(asked.includes('Enstalasyon kizin') && !asked.includes('Kitchen Facilities'), 'what the code asks of a kitchen', asked);
    await w.picture(phone.page, 'phone-room-ht', { fullPage: true });
    await go(phone, `#/finding/${id}`, 'finding');
    await phone.type('search', 'wonje');
    await phone.page.waitForFunction(() => document.querySelectorAll('#place [data-do="choose"]').length === 1);
    await phone.act('choose');
    same(await phone.page.locator('h1[data-field="title"]').innerText(), 'Ensèk ak wonjè (rat, sourit)', 'found by its Creole title');
    expect((await phone.page.locator('[name="nspire"] option').allTextContents()).includes('Fatra ki gaye'), 'NSPIRE items too');
    await w.picture(phone.page, 'phone-finding-ht', { fullPage: true });
    await phone.page.selectOption('[name="place"]', 'kitchen');
    await phone.type('note', 'Droppings.');
    await phone.act('save');
    await phone.at('visit');
    expect((await phone.text()).includes('Ensèk ak wonjè'), 'and listed by it');
    await phone.act('sign');
    await steps.answer_facts(phone);
    await phone.at('sign');
    const order = await phone.page.locator('.ds-order').innerText();
    expect(order.includes('410.550 Insects and Rodents') && !order.includes('wonjè'), 'the official title is signed', order);
  },

  'axe finds nothing on the phone, in any language': async (w) => {
    const phone = await signed_in(w);
    await w.axe(phone.page, 'today');
    await steps.begin(phone);
    const id = await visit_id(phone);
    for (const lang of ['en', 'es', 'pt', 'ht']) {
      await phone.page.goto(`/field/${lang}#/visit/${id}`);
      await phone.page.reload();
      await unlock(phone, w.account('inspector'));
      for (const name of ['visit', 'finding', 'card', 'sign', 'ask', 'alert']) {
        await go(phone, `#/${name}/${id}`, name);
        await w.axe(phone.page, `${lang} ${name}`);
      }
      for (const name of ['mine', 'waiting', 'today']) {
        await go(phone, `#/${name}`, name);
        await w.axe(phone.page, `${lang} ${name}`);
      }
    }
  },
};
