// sw.js -- keeps the app itself on the phone: the shells and every file they name.
// Data never passes here: calls to /api/ go to the network untouched.
// SPDX-License-Identifier: Apache-2.0
importScripts('/field/precache.js'); // sets PRECACHE = {build, files}, written by the build

const CACHE = `field-${self.PRECACHE.build}`;
const SHELL = /^\/field\/(en|es|pt|ht)?$/;

self.addEventListener('install', (event) => {
    event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(self.PRECACHE.files)));
    // A new build waits until every screen of the old one is closed: no half of each.
});

self.addEventListener('activate', (event) => {
    const old = (name) => name.startsWith('field-') && name !== CACHE;
    event.waitUntil(
        caches
            .keys()
            .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))),
    );
});

async function answer(request, path) {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(path, { ignoreSearch: true });
    return kept ?? fetch(request);
}

self.addEventListener('fetch', (event) => {
    const url = new URL(event.request.url);
    if (event.request.method !== 'GET' || url.origin !== location.origin) return;
    const shell = SHELL.exec(url.pathname);
    if (shell && event.request.mode === 'navigate') {
        event.respondWith(answer(event.request, `/field/${shell[1] ?? 'en'}`));
    } else if (self.PRECACHE.files.includes(url.pathname)) {
        event.respondWith(answer(event.request, url.pathname));
    }
});
