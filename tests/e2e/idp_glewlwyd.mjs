// idp_glewlwyd.mjs -- glewlwyd as Debian has it, on loopback, with its own SQLite; it signs by
// P-256 and puts the groups of a person into what it says of her.  Its own address of
// administration sets it up.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from './world.mjs';

const SHARE = '/usr/share/glewlwyd';
const PASSWORD = 'any at all';
const SCOPES = ['openid', 'email', 'profile'];

async function free_port() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const settings = (dir, port) => `
port=${port}
bind_address="127.0.0.1"
external_url="http://localhost:${port}"
login_url="login.html"
api_prefix="api"
static_files_path="${dir}/web/"
log_mode="console"
log_level="WARNING"
cookie_domain="localhost"
cookie_secure=0
cookie_same_site="lax"
session_expiration=3600
session_key="SESSION"
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="/usr/lib/glewlwyd/user"
user_middleware_module_path="${dir}"
client_module_path="/usr/lib/glewlwyd/client"
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
plugin_module_path="/usr/lib/glewlwyd/plugin"
hash_algorithm="SHA512"
database = { type = "sqlite3" path = "${dir}/db" };
static_files_mime_types = (${Object.entries({ html: 'text/html', css: 'text/css',
    js: 'application/javascript', json: 'application/json' })
    .map(([end, kind]) => `{ extension = ".${end}" mime_type = "${kind}" compress = 0 }`)});
`;

// Whoever administers it, over its own addresses.
class Administrator {
  constructor(url) {
    this.api = `${url}/api`;
  }

  async say(method, where, body) {
    const answer = await fetch(this.api + where, { method, body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', cookie: this.cookie ?? '' } });
    if (!answer.ok) throw new Error(`glewlwyd ${where}: ${answer.status} ${await answer.text()}`);
    this.cookie ??= answer.headers.get('set-cookie')?.split(';')[0];
  }

  // What its database begins with; it lives as long as this test.
  enter() { return this.say('POST', '/auth', { username: 'admin', password: 'password' }); }

  async furnish() {
    for (const name of ['email', 'profile'])
      await this.say('POST', '/scope', { name, display_name: name, password_required: false, scheme: {} });
    await this.say('PUT', '/mod/user/database', { module: 'database', name: 'database',
      display_name: 'people', order_rank: 0, readonly: false, parameters: {
        'use-glewlwyd-connection': true, 'data-format': {
          groups: { multiple: true, read: true, write: true },
          email_verified: { read: true, write: true } } } });
    await this.say('PUT', '/mod/user/database/reset/', {});
  }

  async provide(issuer) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = { ...privateKey.export({ format: 'jwk' }), kid: 'of-this-test', alg: 'ES256' };
    const claim = (name, more) => ({ name, 'user-property': name, mandatory: true, scope: [], ...more });
    await this.say('POST', '/mod/plugin/', { module: 'oidc', name: 'oidc', display_name: 'sign-in',
      parameters: { iss: issuer, 'jwt-type': 'ecdsa', 'jwt-key-size': '256', key: '', cert: '',
        'jwks-private': JSON.stringify({ keys: [key] }), 'jwks-public': '', 'default-kid': key.kid,
        'access-token-duration': 3600, 'refresh-token-duration': 3600, 'code-duration': 600,
        'refresh-token-rolling': false, 'allow-non-oidc': false, 'subject-type': 'public',
        'auth-type-code-enabled': true, 'auth-type-id-token-enabled': true,
        'auth-type-token-enabled': false, 'auth-type-none-enabled': false,
        'auth-type-password-enabled': false, 'auth-type-client-enabled': false,
        'auth-type-device-enabled': false, 'auth-type-refresh-enabled': false,
        'pkce-allowed': true, 'pkce-required': true, 'pkce-method-plain-allowed': false,
        'allowed-scope': SCOPES, 'address-claim': { type: 'no' }, 'scope-claim': 'no',
        'name-claim': 'mandatory', 'name-claim-scope': ['profile'],
        'email-claim': 'mandatory', 'email-claim-scope': ['email'],
        claims: [claim('groups', { type: 'string' }), claim('email_verified',
          { type: 'boolean', 'boolean-value-true': 'yes', 'boolean-value-false': 'no' })] } });
  }

  register({ client, secret, back }) {
    return this.say('POST', '/client', { client_id: client, name: client, enabled: true,
      confidential: true, password: secret, redirect_uri: [back], authorization_type: ['code'],
      token_endpoint_auth_method: ['client_secret_basic'], scope: [] });
  }

  person(login, { email, email_verified: verified, name, groups = [] }) {
    return this.say('POST', '/user', { username: login, name: name ?? login, email, groups,
      email_verified: verified ? 'yes' : 'no', password: PASSWORD, enabled: true, scope: SCOPES });
  }
}

// Debian's package puts a folder where the page asks for its settings: they are copied.
function folder() {
  const dir = mkdtempSync(path.join(tmpdir(), 'doorstep-glewlwyd-'));
  cpSync(`${SHARE}/webapp`, `${dir}/web`, { recursive: true, dereference: true });
  rmSync(`${dir}/web/config.json`, { recursive: true });
  cpSync(`${SHARE}/templates/config.json`, `${dir}/web/config.json`);
  execFileSync('sqlite3', [`${dir}/db`],
    { input: readFileSync('/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3') });
  return dir;
}

export async function start({ people, ...registered }) {
  const dir = folder();
  const port = await free_port();
  writeFileSync(`${dir}/conf`, settings(dir, port), { mode: 0o600 });
  const program = spawn('glewlwyd', [`--config-file=${dir}/conf`], { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const out of [program.stdout, program.stderr]) out.on('data', (d) => { log += d; });
  const end = async () => {
    if (program.exitCode === null && program.kill()) await once(program, 'exit');
    rmSync(dir, { recursive: true });
  };
  try {
    const boss = new Administrator(`http://localhost:${port}`);
    const issuer = `${boss.api}/oidc`;
    await eventually(`glewlwyd on ${port}: ${log}`, () => boss.enter().then(() => true, () => false));
    await boss.furnish();
    await boss.provide(issuer);
    await boss.register(registered);
    for (const [login, person] of Object.entries(people)) await boss.person(login, person);
    return { issuer, end };
  } catch (error) {
    await end();
    throw error;
  }
}

export async function come(page, login) {
  await page.fill('#username', login);
  await page.fill('#password', PASSWORD);
  await page.click('form button');
  await page.click('button:text-is("Grant access")'); // it may know name and address
  await page.click('[title="Continue to client application"]');
}
