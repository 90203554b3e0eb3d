// photos.js -- a picture from the camera, made small and bare: drawing it anew leaves
// place, time and maker of the original behind.
// SPDX-License-Identifier: Apache-2.0
import { sha256, toHex } from './bytes.js';

async function redraw(file, limits) {
    const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
    if (!image) return null;
    const scale = Math.min(1, limits.photo_pixels / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    return canvas;
}

const asJpeg = (canvas, quality) =>
    new Promise((resolve) => {
        canvas.toBlob(resolve, 'image/jpeg', quality);
    });

export class Photos {
    #vault;
    #limits;

    constructor(vault, limits) {
        this.#vault = vault;
        this.#limits = limits;
    }

    // On the disk when this returns: {sha256, size, taken}; null: no picture that can be opened.
    async keep(file) {
        const canvas = await redraw(file, this.#limits);
        if (!canvas) return null;
        let blob = await asJpeg(canvas, 0.82);
        if (blob.size > this.#limits.photo_bytes) blob = await asJpeg(canvas, 0.5);
        const bytes = new Uint8Array(await blob.arrayBuffer());
        const photo = { sha256: toHex(await sha256(bytes)), size: bytes.length, taken: Date.now() };
        await this.#vault.put([
            { id: `photo/${photo.sha256}`, kind: 'photo', value: bytes },
            {
                id: `photo-due/${photo.sha256}`,
                kind: 'photo-due',
                value: { ...photo, named: false },
            },
        ]);
        return photo;
    }

    bytes(sha) {
        return this.#vault.get(`photo/${sha}`);
    }

    async url(sha) {
        const bytes = await this.bytes(sha);
        return bytes ? URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' })) : '';
    }

    // A finding names it now, so it may travel.
    named(photos) {
        return photos.map((photo) => ({
            id: `photo-due/${photo.sha256}`,
            kind: 'photo-due',
            value: { ...photo, named: true },
        }));
    }

    async drop(photo) {
        await this.#vault.wipe([`photo/${photo.sha256}`, `photo-due/${photo.sha256}`]);
    }
}
