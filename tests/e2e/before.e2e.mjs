// before.e2e.mjs -- how a violation looked at an earlier visit, on the phone that goes there
// now: fetched small, shown without a network, gone with the visit.
// SPDX-License-Identifier: Apache-2.0
import { Phone } from './phone.mjs';
import { expect, same } from './expect.mjs';
import { begin, picture } from './inspect.mjs';

const OPEN = '#place fieldset.ds-card:visible';

async function at_visit(w) {
  const phone = new Phone(await w.phone());
  await phone.sign_in(w.account('inspector'));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
  return phone;
}

// The first phone pictures what is still open, and sends it.
async function pictured(w) {
  const phone = await at_visit(w);
  await begin(phone);
  await phone.page.setInputFiles(`${OPEN} >> nth=0 >> input[type=file]`,
    { name: 'now.png', mimeType: 'image/png', buffer: picture() });
  await phone.page.waitForSelector('text=1 photo today');
  await phone.tap(`${OPEN} >> nth=0 >> label:has(input[value="open"])`);
  const sent = phone.page.waitForResponse((answer) =>
    answer.request().method() === 'PUT' && /photos/.test(answer.url()));
  await phone.page.evaluate(() => dispatchEvent(new Event('online')));
  same((await sent).status(), 200, 'the photograph arrived');
  return new URL(phone.page.url()).hash;
}

export const tests = {
  'a picture of an earlier visit is on the phone that goes there, without a network': async (w) => {
    const visit = await pictured(w);
    const page = await w.phone();
    const came = page.waitForResponse((answer) => /\/findings\/.*\/photos\//.test(answer.url()));
    const phone = new Phone(page);
    await phone.sign_in(w.account('inspector'));
    await phone.page.waitForSelector('#place .ds-card--lead:visible');
    const answer = await came;
    same(answer.status(), 200, 'the picture is served');
    expect((await answer.body()).length <= 64 * 1024, 'and small');
    await phone.offline(true);
    await page.evaluate((to) => { location.hash = to; }, visit);
    await phone.at('visit');
    await page.waitForSelector('.ds-before img:visible');
    same(await page.locator('.ds-before img:visible').evaluate((img) => img.decode().then(() => img.naturalWidth)),
      640, 'it is a picture');
    expect(/How it looked on/.test(await page.locator('.ds-before img:visible').getAttribute('alt')), 'with its day');
    await page.locator('.ds-before:visible').first().scrollIntoViewIfNeeded();
    await w.picture(page, 'phone-before');
    await page.setViewportSize({ width: 1024, height: 768 });
    await w.picture(page, 'tablet-before');
    await page.setViewportSize({ width: 390, height: 844 });
    await w.axe(page, 'earlier picture');
  },
};
