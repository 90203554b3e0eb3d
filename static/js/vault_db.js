// vault_db.js -- IndexedDB as promises; a write is done when it is on the disk.
// SPDX-License-Identifier: Apache-2.0
const done = (request) =>
    new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });

export async function openDb(name) {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
        request.result.createObjectStore('meta');
        request.result
            .createObjectStore('records', { keyPath: 'name' })
            .createIndex('kind', 'kind');
    };
    const db = await done(request);
    db.onversionchange = () => db.close(); // it is being removed
    return db;
}

export const removeDb = (name) => done(indexedDB.deleteDatabase(name));

export const readMeta = (db, key) => done(db.transaction('meta').objectStore('meta').get(key));

export const readRow = (db, name) =>
    done(db.transaction('records').objectStore('records').get(name));

export const readKind = (db, kind) =>
    done(db.transaction('records').objectStore('records').index('kind').getAll(kind));

// Runs change(store) in one transaction; strict: the answer waits for the disk.
export function write(db, name, change) {
    return new Promise((resolve, reject) => {
        const tx = db.transaction(name, 'readwrite', { durability: 'strict' });
        tx.oncomplete = () => resolve();
        tx.onabort = () => reject(tx.error);
        try {
            change(tx.objectStore(name));
        } catch (error) {
            tx.abort(); // all or nothing
            reject(error);
        }
    });
}
