// storage.mjs -- all that a browser keeps for the site.
// SPDX-License-Identifier: Apache-2.0

// Every byte the browser keeps for this site, as text.
export const storage = (page) => page.evaluate(async () => {
  const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  const text = (value) => {
    if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
    if (ArrayBuffer.isView(value)) return text(value.buffer);
    if (value && typeof value === 'object' && !(value instanceof CryptoKey))
      return Object.entries(value).map(([k, v]) => `${k} ${text(v)}`).join(' ');
    return String(value);
  };
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => {
      indexedDB.open(name).onsuccess = (event) => done(event.target.result);
    });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((done) => {
        db.transaction(store).objectStore(store).getAll().onsuccess = (e) => done(e.target.result);
      });
      parts.push(...rows.map(text));
    }
    db.close();
  }
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) parts.push(request.url);
  return parts.join('\n');
});
