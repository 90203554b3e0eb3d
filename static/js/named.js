// named.js -- #r=ID, a link from another system: the visit that it calls so.
// A fragment never leaves the phone: no server hears which visit was opened.
// SPDX-License-Identifier: Apache-2.0
const LONGEST = 80;

const decoded = (text) => {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
};

export class Named {
    #app;
    wanted = ''; // until it is found, or another screen is opened

    constructor(app) {
        this.#app = app;
    }

    // Taken out of the address, so that a reload does not ask again.
    take() {
        if (!location.hash.startsWith('#r=')) return;
        this.wanted = decoded(location.hash.slice(3)).trim().slice(0, LONGEST);
        history.replaceState(null, '', '#/today');
    }

    forget() {
        this.wanted = '';
    }

    // The visit's own id, or null while this phone has none of that name.
    async find() {
        if (!this.wanted) return null;
        const visits = await this.#app.vault.list('inspection');
        const found = visits.find(({ value }) => value.external_id === this.wanted);
        return found?.value.id ?? null;
    }
}
