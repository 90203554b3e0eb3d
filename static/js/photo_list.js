// photo_list.js -- the pictures of one finding: take, look, cover what must not be seen,
// remove.
// SPDX-License-Identifier: Apache-2.0
import { each, fill } from './page.js';
import { Cover } from './cover.js';

export class PhotoList {
    #root;
    #app;
    #changed;
    photos = [];

    constructor(root, app, changed) {
        this.#root = root;
        this.#app = app;
        this.#changed = changed;
        root.querySelector('[name="photo"]').addEventListener('change', ({ target }) =>
            this.#take(target),
        );
        fill(root, { slow: false, photo_bad: false, has_photos: false, covering: false });
    }

    async show(photos = this.photos) {
        this.photos = photos;
        const urls = await Promise.all(photos.map(({ sha256 }) => this.#app.photos.url(sha256)));
        each(this.#root, 'photo', photos, (photo, row) => {
            const n = photos.indexOf(photo);
            row.querySelectorAll('button').forEach((button) => (button.dataset.n = n));
            row.querySelector('img').alt = this.#app.text.t('field.finding.photo_n', { n: n + 1 });
            return { url: urls[n] };
        });
        fill(this.#root, {
            has_photos: photos.length > 0,
            full: photos.length >= this.#app.limits.photos,
        });
    }

    async #take(input) {
        fill(this.#root, { slow: true });
        const room = this.#app.limits.photos - this.photos.length;
        const taken = [];
        for (const file of [...input.files].slice(0, room)) {
            taken.push(await this.#app.photos.keep(file));
        }
        this.photos.push(...taken.filter(Boolean));
        input.value = '';
        fill(this.#root, { slow: false, photo_bad: taken.includes(null) });
        await this.show();
        await this.#changed();
    }

    async remove(n) {
        const [photo] = this.photos.splice(n, 1);
        await this.show();
        await this.#changed();
        await this.#app.photos.drop(photo);
    }

    // The picture large, to cover a part of it; what was covered is gone for good.
    async cover(n) {
        const before = this.photos[n];
        const bytes = await this.#app.photos.bytes(before.sha256);
        fill(this.#root, { covering: true });
        const covered = await new Cover(this.#root.querySelector('[data-cover]')).run(bytes);
        fill(this.#root, { covering: false });
        if (!covered) return;
        this.photos[n] = await this.#app.photos.keep(covered);
        await this.show();
        await this.#changed();
        await this.#app.photos.drop(before);
    }
}
