// slips.e2e.mjs -- the slips of a working day: too early, too late, twice, by half.
// SPDX-License-Identifier: Apache-2.0
import { Phone, go } from './phone.mjs';
import { expect, same } from './expect.mjs';
import * as steps from './inspect.mjs';
import { World } from './world.mjs';

const INSPECTOR = 'Ines Calder';

async function phone_of(w) {
  const phone = new Phone(await w.phone());
  await phone.sign_in(w.account('inspector'));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
  return phone;
}

const chosen = (phone) => phone.page.evaluate(() =>
  [...document.querySelectorAll('#place form input:checked')].map((el) => el.value));

const kept = () => new Promise((later) => { setTimeout(later, 150); }); // the write that a tap starts

async function slips(phone) {
  // What was answered on arriving survives a look at Today.
  await phone.act('visit');
  await phone.at('visit');
  await phone.choose('occupancy', 'occupied');
  await phone.choose('present', 'occupant');
  await kept();
  await phone.act('back');
  await phone.at('today');
  await phone.act('visit');
  await phone.at('visit');
  same(await chosen(phone), ['occupied', 'occupant'], 'the answers before Begin are kept');
  await phone.act('begin');
  await phone.page.waitForSelector('[data-do="find"]:visible');

  // Back in the middle of Change stays with the visit.
  await phone.act('change');
  await phone.act('back');
  await phone.page.waitForSelector('[data-do="find"]:visible');
  await phone.at('visit');

  // Shown to the resident too early: nobody has to answer for her.
  await phone.tap('a[href^="#/ask/"]:visible');
  await phone.at('ask');
  await phone.choose('choices', 'food');
  await phone.type('phone', '617 555 016'); // a digit short
  same(await phone.page.locator('[name="known"]:checked').count(), 0, 'nobody answered yet how it is known');
  await phone.act('show');
  await phone.page.waitForSelector('text=Write the whole phone number.');
  await phone.page.waitForSelector('#error-known:has-text("Choose one: you saw it, or somebody told you.")');
  await phone.choose('known', 'told');
  await phone.type('phone', '617 555 0166');
  await phone.act('show');
  await phone.at('door');
  await phone.hold('.ds-door__back [data-hold]:visible');
  await phone.at('ask');
  expect((await chosen(phone)).includes('food'), 'what was asked for still stands there');
  await phone.act('back');
  await phone.at('visit');

  // Half a violation is said to be in no order, and nothing is signed over it.
  await phone.act('find');
  await phone.at('finding');
  await phone.type('search', 'smoke');
  await phone.act('choose');
  await phone.type('note', 'It chirps.');
  await kept();
  await phone.act('back');
  await phone.at('visit');
  await phone.page.waitForSelector('text=Not saved yet.');
  await phone.act('sign');
  await phone.page.waitForSelector('text=A violation was begun and is not saved.');
  await phone.tap('[data-if="unsaved"] a:visible');
  await phone.at('finding');
  await phone.page.selectOption('[name="place"]', 'hall');
  await phone.act('save');
  await phone.at('visit');
  expect(!(await phone.text()).includes('Not saved yet.'), 'saved, it is in the order');

  // Taking back is asked once more.
  await phone.act('mend');
  await phone.at('finding');
  await phone.act('withdraw');
  await phone.page.waitForSelector('text=Take it back?');
  await phone.act('back');
  await phone.at('visit');
  expect((await phone.text()).includes('It chirps.'), 'not taken back by one tap');

  // Another name than the inspector's own is no signature.
  await phone.act('sign');
  await phone.page.waitForFunction(() => /^#\/(facts|sign)\//.test(location.hash));
  if ((await phone.page.evaluate(() => location.hash)).startsWith('#/facts')) await steps.answer_facts(phone, {});
  await phone.at('sign');
  await phone.type('name', 'x');
  await phone.act('sign');
  await phone.page.waitForSelector('text=Type your own name');
  await phone.type('name', INSPECTOR.toLowerCase());
  await phone.act('sign');
  await phone.at('visit');
  await phone.page.waitForSelector('text=Locked.');
}

async function closed_door(phone) {
  await go(phone, '#/today', 'today');
  await phone.act('visit');
  await phone.at('visit');
  await phone.tap('a[href^="#/no-entry/"]:visible');
  await phone.at('no-entry');
  const sunday = new Date(Date.now() + 86_400_000);
  while (sunday.getDay() !== 0) sunday.setDate(sunday.getDate() + 1);
  const day = sunday.toLocaleDateString('sv');
  expect(!(await phone.text()).includes('Is it right?'), 'the day that is proposed is an office day');
  await phone.page.fill('[name="again_day"]', day);
  await phone.page.locator('[name="again_day"]').dispatchEvent('change');
  await phone.page.waitForSelector('text=Is it right?');
  await phone.choose('reason', 'no-answer');
  await phone.choose('card_left', 'yes');
  await phone.page.fill('[name="again_time"]', '09:30');
  await phone.act('save');
  await phone.at('visit');
  await phone.page.waitForSelector('text=9:30');
}

// Other tests leave too few doors: a day of its own.
async function on_a_day_of_its_own({ program }, what, act) {
  const w = await World.start(program);
  try {
    await act(await phone_of(w));
  } catch (error) {
    await w.picture_failure(what);
    throw error;
  } finally {
    await w.leave();
    await w.end();
  }
}

export const tests = {
  'slips at a door are caught before they are signed, and nothing is lost by them': (w) =>
    on_a_day_of_its_own(w, 'slips', async (phone) => {
      await slips(phone);
      await closed_door(phone);
      same(phone.page.faults, [], 'no fault on the page');
    }),

  'the second tap of two presses nothing on the next screen': (w) =>
    on_a_day_of_its_own(w, 'two taps', async (phone) => {
      const box = await phone.page.locator('[data-do="visit"]:visible').first().boundingBox();
      await phone.page.evaluate(() => {
        window.pressed = [];
        document.addEventListener('click', (e) => window.pressed.push([e.detail, e.defaultPrevented]));
      });
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await phone.page.mouse.click(x, y);
      await phone.page.waitForSelector('#place [data-behaviour="visit"]');
      await phone.page.mouse.click(x, y, { clickCount: 2 });
      same((await phone.page.evaluate(() => window.pressed)).at(-1), [2, true], 'it came to nothing');
    }),
};
