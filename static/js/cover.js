// cover.js -- a finger drawn over a picture makes coarse squares of what lies under it.
// SPDX-License-Identifier: Apache-2.0
const SQUARES = 24; // across the picture's longer side

export class Cover {
    #canvas;
    #ctx;
    #used = false;

    constructor(root) {
        this.root = root;
        this.#canvas = root.querySelector('canvas');
        this.#ctx = this.#canvas.getContext('2d');
    }

    // The covered picture, or null when nothing was covered.
    async run(bytes) {
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
        this.#canvas.width = image.width;
        this.#canvas.height = image.height;
        this.#ctx.drawImage(image, 0, 0);
        image.close();
        this.#canvas.onpointermove = (event) => event.buttons && this.#square(event);
        this.#canvas.onpointerdown = (event) => this.#square(event);
        const done = this.root.querySelector('[data-done]');
        done.focus();
        await new Promise((resolve) => {
            done.onclick = resolve;
        });
        return this.#used
            ? new Promise((resolve) => this.#canvas.toBlob(resolve, 'image/jpeg', 0.9))
            : null;
    }

    #square({ offsetX, offsetY }) {
        const { width, height, clientWidth } = this.#canvas;
        const size = Math.ceil(Math.max(width, height) / SQUARES);
        const scale = width / clientWidth;
        const left = Math.floor((offsetX * scale) / size) * size;
        const top = Math.floor((offsetY * scale) / size) * size;
        const pixel = this.#ctx.getImageData(
            Math.min(left + size / 2, width - 1),
            Math.min(top + size / 2, height - 1),
            1,
            1,
        ).data;
        this.#ctx.fillStyle = `rgb(${pixel[0]} ${pixel[1]} ${pixel[2]})`;
        this.#ctx.fillRect(left, top, size, size);
        this.#used = true;
    }
}
