// photo_list.js -- the pictures of one finding: take, look, cover what must not be seen, cut
// off what does not matter, remove.  One that was told to the office stays as it is.
// SPDX-License-Identifier: Apache-2.0
import { each, fill } from './page.js';
import { Cover } from './cover.js';
import { Crop } from './crop.js';

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
        fill(root, { slow: false, photo_bad: false, has_photos: false, covering: false, cropping: false });
    }

    async show(photos = this.photos) {
        this.photos = photos;
        const urls = await Promise.all(photos.map(({ sha256 }) => this.#app.photos.url(sha256)));
        each(this.#root, 'photo', photos, (photo, row) => {
            const n = photos.indexOf(photo);
            row.querySelectorAll('button').forEach((button) => (button.dataset.n = n));
            row.querySelector('img').alt = this.#app.text.t('field.finding.photo_n', { n: n + 1 });
            return { url: urls[n], here: !photo.told };
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
    cover(n) {
        return this.#change(n, 'covering', new Cover(this.#root.querySelector('[data-cover]')));
    }

    // The same, to keep a part of it; the rest is gone for good.
    crop(n) {
        return this.#change(n, 'cropping', new Crop(this.#root.querySelector('[data-crop]')));
    }

    async #change(n, doing, tool) {
        const before = this.photos[n];
        const bytes = await this.#app.photos.bytes(before.sha256);
        fill(this.#root, { [doing]: true });
        const changed = await tool.run(bytes);
        fill(this.#root, { [doing]: false });
        if (!changed) return;
        this.photos[n] = await this.#app.photos.keep(changed);
        await this.show();
        await this.#changed();
        await this.#app.photos.drop(before);
    }
}
