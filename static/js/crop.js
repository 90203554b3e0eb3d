// crop.js -- a part of a picture is kept, the rest is gone: four corners that a finger
// draws or arrow keys move, and a button for each side.
// SPDX-License-Identifier: Apache-2.0
const STEP = 0.05; // of a side, by a button or a key
const LEAST = 0.1; // what is left of a side
const WHOLE = { top: 0, left: 0, bottom: 1, right: 1 };
const KEYS = {
    ArrowUp: ['y', -STEP],
    ArrowDown: ['y', STEP],
    ArrowLeft: ['x', -STEP],
    ArrowRight: ['x', STEP],
};

export class Crop {
    #root;
    #canvas;
    #edges = { ...WHOLE };

    constructor(root) {
        this.#root = root;
        this.#canvas = root.querySelector('canvas');
    }

    // The part that was chosen, or null for the whole picture.
    async run(bytes) {
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
        this.#canvas.width = image.width;
        this.#canvas.height = image.height;
        this.#canvas.getContext('2d').drawImage(image, 0, 0);
        image.close();
        for (const corner of this.#root.querySelectorAll('[data-corner]')) this.#corner(corner);
        for (const button of this.#root.querySelectorAll('[data-side]'))
            button.onclick = () => this.#cut(button.dataset.side);
        this.#root.querySelector('[data-whole]').onclick = () => this.#set(WHOLE);
        this.#set(WHOLE);
        const done = this.#root.querySelector('[data-done]');
        done.focus();
        await new Promise((resolve) => {
            done.onclick = resolve;
        });
        const part = await this.#part();
        this.#canvas.width = this.#canvas.height = 0; // no copy stays behind
        return part;
    }

    #corner(corner) {
        const [y, x] = corner.dataset.corner.split('-');
        const sides = { y, x };
        corner.onpointerdown = (event) => corner.setPointerCapture(event.pointerId);
        corner.onpointermove = (event) => {
            if (!corner.hasPointerCapture(event.pointerId)) return;
            const { left, top, width, height } = this.#canvas.getBoundingClientRect();
            this.#move(y, (event.clientY - top) / height);
            this.#move(x, (event.clientX - left) / width);
        };
        corner.onkeydown = (event) => {
            const [axis, step] = KEYS[event.key] ?? [];
            if (!axis) return;
            event.preventDefault();
            this.#move(sides[axis], this.#edges[sides[axis]] + step);
        };
    }

    #cut(side) {
        const inward = side === 'top' || side === 'left' ? STEP : -STEP;
        this.#move(side, this.#edges[side] + inward);
    }

    // A corner never passes the one across.
    #move(side, to) {
        const { top, left, bottom, right } = this.#edges;
        const least = { top: 0, left: 0, bottom: top + LEAST, right: left + LEAST };
        const most = { top: bottom - LEAST, left: right - LEAST, bottom: 1, right: 1 };
        this.#set({ [side]: Math.min(Math.max(to, least[side]), most[side]) });
    }

    #set(edges) {
        Object.assign(this.#edges, edges);
        const at = (share) => `${100 * share}%`;
        const { top, left, bottom, right } = this.#edges;
        const frame = this.#root.querySelector('[data-frame]').style;
        Object.assign(frame, {
            top: at(top),
            left: at(left),
            width: at(right - left),
            height: at(bottom - top),
        });
        for (const corner of this.#root.querySelectorAll('[data-corner]')) {
            const [y, x] = corner.dataset.corner.split('-');
            Object.assign(corner.style, { top: at(this.#edges[y]), left: at(this.#edges[x]) });
        }
    }

    #part() {
        const { top, left, bottom, right } = this.#edges;
        if (Object.keys(WHOLE).every((side) => this.#edges[side] === WHOLE[side])) return null;
        const { width, height } = this.#canvas;
        const part = document.createElement('canvas');
        part.width = Math.round((right - left) * width);
        part.height = Math.round((bottom - top) * height);
        part.getContext('2d').drawImage(this.#canvas, -Math.round(left * width), -Math.round(top * height));
        return new Promise((resolve) => {
            part.toBlob(resolve, 'image/jpeg', 0.9);
        });
    }
}
