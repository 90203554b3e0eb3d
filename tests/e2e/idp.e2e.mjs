// idp.e2e.mjs -- somebody signs in by the city's own identity provider: oidc-provider, which
// is certified, on loopback.
// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';
import { World } from './world.mjs';

const SECRET = 'a-client-secret-of-this-test';
const text = (page) => page.locator('main').innerText();

// Its page asks for a name and takes any password: whoever types `login` is people[login].
async function provider(people, back) {
  const { default: Provider } = await import('oidc-provider');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const oidc = new Provider(issuer, {
    clients: [{ client_id: 'doorstep', client_secret: SECRET, redirect_uris: [back] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key of this test'] },
    pkce: { required: () => true },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
  });
  server.on('request', oidc.callback());
  return { issuer, end: () => { server.closeAllConnections(); server.close(); } };
}

// A city of its own: the secret's folder is named when it starts.
async function with_provider(w, people, test) {
  const secrets = path.join(w.dir, 'secrets');
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(secrets, 'city.secret'), `${SECRET}\n`, { mode: 0o600 });
  const city = await World.start(w.program, '--idp-secrets', secrets);
  // Not at once: it asks the provider, which is of this process.
  const doorstep = async (...words) => (await promisify(execFile)(w.program, ['city', 'idp',
    ...words, '--data', path.join(city.dir, 'city'), '--idp-secrets', secrets,
    '--public-url', city.url])).stdout;
  let idp;
  try {
    idp = await provider(people(city), `${city.url}/sign-in/back/city`);
    const said = await doorstep('set', 'city', '--issuer', idp.issuer, '--client', 'doorstep',
      '--name', 'the City of Harborview', '--near');
    expect(said.includes(`${city.url}/sign-in/back/city`), 'it says what to register there');
    await test(city, doorstep);
  } finally {
    idp?.end();
    await city.leave();
    await city.end();
  }
}

async function come_as(page, login) {
  await page.goto('/sign-in?next=/account/second-step');
  await page.click('text=Sign in with the City of Harborview');
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', 'any');
  await page.click('button[type=submit]');
  await page.click('button[type=submit]'); // it may know name and address
  await page.waitForURL((u) => u.hostname === 'localhost');
}

export const tests = {
  'whom the city\'s provider vouches for is let in, and by a group somebody new': async (w) => {
    const people = (city) => ({
      ann: { email: city.account('supervisor').email, email_verified: true },
      ben: { email: 'ben@harborview.example', email_verified: true, name: 'Ben Ode', groups: ['Clerks'] },
      cy: { email: city.account('care-lead').email, email_verified: true, groups: ['Clerks'] },
      dee: { email: 'dee@harborview.example', email_verified: true },
    });
    await with_provider(w, people, async (city, doorstep) => {
      let page = await city.desk();
      await page.goto('/sign-in');
      await both_sizes(city, page, 'sign-in-with');
      await come_as(page, 'ann');
      same(new URL(page.url()).pathname, '/account/second-step');
      await page.goto('/desk');
      expect((await text(page)).length > 0, 'her desk');

      await doorstep('group', 'city', 'Clerks', 'records');
      page = await city.desk();
      await come_as(page, 'ben');
      await page.goto('/records');
      same(await page.locator('h1').count(), 1);
      expect(!(await page.title()).includes('Sign in'), 'a records officer since a moment ago');

      for (const [login, why] of [['cy', 'roles that your organisation'], ['dee', 'no account here']]) {
        page = await city.desk();
        await come_as(page, login);
        expect((await text(page)).includes(why), `${login}: ${why}`);
        await both_sizes(city, page, `sign-in-refused-${login}`);
        await page.goto('/desk');
        expect((await page.title()).includes('Sign in'), `${login} is nobody here`);
      }
      expect(!city.log.includes('@'), 'no address in the log');
      expect(!city.log.includes(SECRET), 'no secret in the log');
    });
  },
};
