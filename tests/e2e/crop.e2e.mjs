// crop.e2e.mjs -- a part of a photograph is kept, by finger, by keys and by buttons; the rest
// is nowhere.
// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { Phone } from './phone.mjs';
import { expect, same } from './expect.mjs';
import { begin, picture } from './inspect.mjs';
import { eventually } from './world.mjs';

const size = (page) => page.locator('.ds-photos img').evaluate((img) =>
  img.decode().then(() => [img.naturalWidth, img.naturalHeight]));

async function with_photo(w) {
  const phone = new Phone(await w.phone());
  await phone.sign_in(w.account('inspector'));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
  await begin(phone);
  await phone.act('find');
  await phone.at('finding');
  await phone.type('search', 'heat');
  await phone.act('choose');
  await phone.page.setInputFiles('[name="photo"]',
    { name: 'door.png', mimeType: 'image/png', buffer: picture() });
  await phone.page.waitForSelector('.ds-photos img');
  return phone;
}

async function drag(page, corner, dx, dy) {
  const box = await page.locator(`[data-corner="${corner}"]:visible`).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 5 });
  await page.mouse.up();
}

const open = async (phone) => {
  await phone.act('crop');
  await phone.page.waitForFunction(() => document.activeElement.closest('[data-crop]'));
};

const done = async (page) => {
  const before = await page.locator('.ds-photos img').getAttribute('src');
  await page.locator('[data-crop] [data-done]').click();
  await page.waitForFunction((src) => document.querySelector('.ds-photos img')?.src !== src, before);
};

export const tests = {
  'a photograph is cropped by finger, by keys and by buttons': async (w) => {
    const phone = await with_photo(w);
    const { page } = phone;
    same((await size(page)).join(), '640,480', 'as it was taken');
    await open(phone);
    const canvas = await page.locator('[data-crop] canvas').boundingBox();
    for (const button of await page.locator('[data-crop] button').all()) {
      const { width, height } = await button.boundingBox();
      expect(width >= 48 && height >= 48, 'controls are 48 px', `${width} x ${height}`);
    }
    await drag(page, 'top-left', canvas.width / 2, canvas.height / 2);
    await w.picture(page, 'phone-crop');
    await page.setViewportSize({ width: 1024, height: 768 });
    await w.picture(page, 'tablet-crop');
    await page.setViewportSize({ width: 390, height: 844 });
    await w.axe(page, 'crop');
    await done(page);
    const [width, height] = await size(page);
    expect(Math.abs(width - 320) <= 4 && Math.abs(height - 240) <= 4, 'half of each side is left', `${width} x ${height}`);

    await open(phone);
    await page.locator('[data-corner="bottom-right"]').focus();
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowUp']) await page.keyboard.press(key);
    await page.locator('[data-side="top"]').click();
    await done(page);
    const [w2, h2] = await size(page);
    expect(Math.abs(w2 - 0.9 * width) <= 2 && Math.abs(h2 - 0.9 * height) <= 2, 'keys and buttons', `${w2} x ${h2}`);

    await page.selectOption('[name="place"]', 'bedroom');
    await phone.type('note', 'The radiator is cold.');
    const sent = [];
    page.on('request', (rq) => { if (rq.method() === 'PUT') sent.push(rq); });
    const arrived = page.waitForResponse((answer) => answer.request().method() === 'PUT');
    await phone.act('save');
    await phone.at('visit');
    await arrived;
    same(sent.length, 1, 'one picture is sent');
    const bytes = sent[0].postDataBuffer();
    same(createHash('sha256').update(bytes).digest('hex'), sent[0].url().split('/').at(-2), 'hashed as it was cropped');
    const seen = await page.evaluate(async (list) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(list)]));
      return [image.width, image.height];
    }, [...bytes]);
    same(seen.join(), [w2, h2].join(), 'and of it only the part');
  },

  'how an earlier violation looks now is cropped before the office hears of it': async (w) => {
    const phone = new Phone(await w.phone());
    const { page } = phone;
    await phone.sign_in(w.account('inspector'));
    await page.waitForSelector('#place .ds-card--lead:visible');
    await begin(phone);
    const row = '#place fieldset.ds-card:visible >> nth=0';
    await phone.tap(`${row} >> label:has(input[value="open"])`);
    const sent = [];
    page.on('request', (rq) => { if (rq.method() === 'PUT' && /photos/.test(rq.url())) sent.push(rq); });
    await page.setInputFiles(`${row} >> input[type=file]`,
      { name: 'now.png', mimeType: 'image/png', buffer: picture() });
    const image = `${row} >> ul.ds-photos:not(.ds-before *) img`;
    await page.waitForSelector(`${row} >> [data-do="crop"]`);
    await page.locator(`${row} >> [data-do="crop"]`).scrollIntoViewIfNeeded();
    await w.picture(page, 'phone-now-photo');
    await w.axe(page, 'how it is now');
    await phone.tap(`${row} >> [data-do="crop"]`);
    await page.waitForFunction(() => document.activeElement.closest('[data-crop]'));
    const canvas = await page.locator('[data-crop]:visible canvas').boundingBox();
    await drag(page, 'top-left', canvas.width / 2, canvas.height / 2);
    await w.picture(page, 'phone-now-crop');
    const before = await page.locator(image).getAttribute('src');
    await page.locator('[data-crop]:visible [data-done]').click();
    await page.waitForFunction((src) => ![...document.querySelectorAll('.ds-photos img')].some((img) => img.src === src), before);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.waitForTimeout(400); // a sync, had there been something to tell
    same(sent.length, 0, 'nothing is sent while it can still be cropped');
    await phone.act('back');
    await phone.at('today');
    await eventually('the picture', () => sent.length);
    same(sent.length, 1, 'one picture is sent');
    const bytes = sent[0].postDataBuffer();
    same(createHash('sha256').update(bytes).digest('hex'), sent[0].url().split('/').at(-2), 'hashed as it was cropped');
    const [width] = await page.evaluate(async (list) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(list)]));
      return [image.width];
    }, [...bytes]);
    expect(Math.abs(width - 320) <= 4, 'and of it only the part', width);
    await phone.act('visit');
    await phone.at('visit');
    await page.waitForSelector(image);
    same(await page.locator(`${row} >> [data-do="crop"]:visible`).count(), 0, 'what was told stays as it is');
  },

  'a picture that is left whole is the one that was taken': async (w) => {
    const phone = await with_photo(w);
    const { page } = phone;
    const before = await page.locator('.ds-photos img').getAttribute('src');
    await open(phone);
    await page.locator('[data-side="left"]').click();
    await page.locator('[data-whole]').click();
    await page.locator('[data-crop] [data-done]').click();
    await page.waitForSelector('[data-crop]', { state: 'hidden' });
    same(await page.locator('.ds-photos img').getAttribute('src'), before, 'nothing changed');
  },
};
