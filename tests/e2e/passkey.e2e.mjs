// passkey.e2e.mjs -- a person adds a passkey, comes in by it, and removes it: Chromium's own
// authenticator, with a finger that is right or not.
// SPDX-License-Identifier: Apache-2.0
import { authenticator } from './authenticator.mjs';
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';

const text = (page) => page.locator('main').innerText();

async function send(page, button) {
  await Promise.all([page.waitForNavigation(), page.click(button)]);
}

async function add(w, page, name) {
  await page.goto('/account/passkeys/new');
  await page.fill('#name', name);
  await page.fill('#present', w.account('case-manager').password);
  await send(page, 'main form button.usa-button--big');
}

async function come(page) {
  await page.goto('/sign-in?next=/account');
  await send(page, '#passkey button');
}

export const tests = {
  'a passkey is added, opens without the password, and is removed by itself': async (w) => {
    const page = await w.desk_as('case-manager');
    const key = await authenticator(page);
    await page.goto('/account/passkeys/new');
    await both_sizes(w, page, 'passkey-add');
    await page.fill('#name', 'Office computer');
    await page.fill('#present', 'not my password at all');
    await send(page, 'main form button.usa-button--big');
    expect(/This is not your password/.test(await text(page)), 'the password is asked', await text(page));
    await add(w, page, 'Office computer');
    expect(/recovery codes/.test(await text(page)), 'recovery codes are shown once', await text(page));
    await page.goto('/account');
    expect(/Office computer/.test(await text(page)), 'it has its name', await text(page));
    await both_sizes(w, page, 'passkey-account');

    await send(page, 'header form button');
    await page.goto('/sign-in');
    await both_sizes(w, page, 'passkey-sign-in');
    await come(page);
    same(new URL(page.url()).pathname, '/account', 'it opens, and leads on');
    expect(!/Not used yet/.test(await text(page)), 'when it was used is shown');

    await send(page, 'header form button');
    const { email, password } = w.account('case-manager');
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', password);
    await send(page, '#sign-in button');
    same(await page.locator('#code').count(), 1, 'the password alone opens nothing');
    await both_sizes(w, page, 'passkey-code');
    await send(page, '#passkey button');
    same(new URL(page.url()).pathname !== '/sign-in', true, 'the passkey does, from there');

    await page.goto('/account');
    await send(page, 'a[href^="/account/passkeys/0"]');
    await both_sizes(w, page, 'passkey-remove');
    await send(page, '[data-prove]');
    expect(!/Office computer/.test(await text(page)), 'it is gone', await text(page));
    same((await key.keys()).length, 1, 'the device keeps its half');
    await send(page, 'header form button');
    await come(page);
    expect(/opens no account here/.test(await text(page)), 'and opens nothing', await text(page));
    await both_sizes(w, page, 'passkey-nothing');
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },

  'without the right finger nothing is added and nobody comes in': async (w) => {
    const page = await w.desk_as('case-manager');
    const key = await authenticator(page);
    await key.right(false);
    await page.goto('/account/passkeys/new');
    await page.fill('#name', 'Phone');
    await page.fill('#present', w.account('case-manager').password);
    await page.click('main form button.usa-button--big');
    await page.waitForSelector('[data-passkey-failed]:visible');
    same((await key.keys()).length, 0, 'no key');
    await key.right(true);
    await add(w, page, 'Phone');
    await page.goto('/account');
    await send(page, 'header form button');
    await key.right(false);
    await page.goto('/sign-in');
    await page.click('#passkey button');
    await page.waitForSelector('[data-passkey-failed]:visible');
    await both_sizes(w, page, 'passkey-failed');
    await key.right(true);
    await send(page, '#passkey button');
    same(new URL(page.url()).pathname, '/cases', 'with it she is in');
    await page.goto('/account');
    await send(page, 'a[href^="/account/passkeys/0"]');
    await send(page, '[data-prove]');
  },
};
