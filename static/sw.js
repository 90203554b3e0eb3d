// sw.js -- keeps an app itself on the device: the shells and every file they name.  By its
// own address it is the phone app's (/field/) or the copy of Today's (/today/).
// Data never passes here: calls to /api/ go to the network untouched.
// SPDX-License-Identifier: Apache-2.0
const [, APP] = self.location.pathname.split('/');
importScripts(`/${APP}/precache.js`); // sets PRECACHE = {build, major, files}, from the build

const { build, major = 0, files } = self.PRECACHE;
const FAMILY = `${APP}-${major}-`;
const CACHE = `${FAMILY}${build}`;
const SHELL = /^\/(?:field|today)\/(en|es|pt|ht)?$/;
const ours = (name) => name.startsWith(`${APP}-`);

// Within one major version a new build takes over at once: an open screen still finds its
// own files in the cache before.  Else it waits until every screen is closed.
async function install() {
    const before = (await caches.keys()).filter(ours);
    await (await caches.open(CACHE)).addAll(files);
    if (before.every((name) => name.startsWith(FAMILY))) await self.skipWaiting();
}

async function activate() {
    const kept = (await caches.keys()).filter(ours).filter((name) => name !== CACHE);
    await Promise.all(kept.slice(0, -1).map((name) => caches.delete(name)));
    await self.clients.claim();
}

async function answer(request, path) {
    const cache = await caches.open(CACHE);
    return (await cache.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
    const { origin, pathname } = new URL(event.request.url);
    if (event.request.method !== 'GET' || origin !== self.location.origin) return;
    const shell = SHELL.exec(pathname);
    if (shell && event.request.mode === 'navigate') {
        event.respondWith(answer(event.request, `/${APP}/${shell[1] ?? 'en'}`));
    } else if (pathname.startsWith('/a/')) {
        event.respondWith(answer(event.request, pathname));
    }
});
