// hpke_core.mjs -- envelopes both ways between base/hpke.c and npm @hpke/core.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';

globalThis.crypto ??= webcrypto;
const [tool, root] = process.argv.slice(2);
const { CipherSuite, DhkemP256HkdfSha256, HkdfSha256, Aes256Gcm } =
    createRequire(`${root}/package.json`)('@hpke/core');

const suite = new CipherSuite({
    kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm(),
});
const bytes = (s) => new TextEncoder().encode(s);
const hex = (b) => Buffer.from(b).toString('hex');
const run = (...args) => execFileSync(tool, args, { encoding: 'utf8' }).trim();

const pair = await suite.kem.generateKeyPair();
const point = hex(await suite.kem.serializePublicKey(pair.publicKey));
const secret = hex(await suite.kem.serializePrivateKey(pair.privateKey));
const info = bytes('doorstep envelope 1|harborview');
const aad = bytes('018f0000-0000-7000-8000-000000000001');

for (const length of [1, 100, 1024, 20000]) {
    const plain = webcrypto.getRandomValues(new Uint8Array(length));

    const sealed = await suite.seal({ recipientPublicKey: pair.publicKey, info }, plain, aad);
    const theirs = hex(sealed.enc) + hex(sealed.ct);
    assert.equal(run('open', secret, point, hex(info), hex(aad), theirs), hex(plain));
    assert.equal(run('open', secret, point, hex(info), hex(bytes('x')), theirs), 'refused');

    const ours = Buffer.from(run('seal', point, hex(info), hex(aad), hex(plain)), 'hex');
    const opened = await suite.open(
        { recipientKey: pair.privateKey, enc: ours.subarray(0, 65), info },
        ours.subarray(65), aad);
    assert.equal(hex(opened), hex(plain));
}
