// idp_city.mjs -- a city whose people a provider of this test signs in.
// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from './expect.mjs';
import { World } from './world.mjs';

export const SECRET = 'a-client-secret-of-this-test';
export const ORGANISATION = 'the City of Harborview';

// A city of its own: the secret's folder is named when it starts.
export async function with_provider(w, kind, people, test) {
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
    idp = await kind.start({ people: people(city), client: 'doorstep', secret: SECRET,
      back: `${city.url}/sign-in/back/city` });
    const said = await doorstep('set', 'city', '--issuer', idp.issuer, '--client', 'doorstep',
      '--name', ORGANISATION, '--near');
    expect(said.includes(`${city.url}/sign-in/back/city`), 'it says what to register there');
    await test(city, doorstep);
  } finally {
    await idp?.end();
    await city.leave();
    await city.end();
  }
}
