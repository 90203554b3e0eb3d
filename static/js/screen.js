// screen.js -- what every screen's behaviour shares: its root, its words, its buttons.
// SPDX-License-Identifier: Apache-2.0
import { each, fill } from './page.js';
import { clearErrors, showErrors } from './errors.js';

// The second tap of two was meant for the screen before: this one is too new for it.
const TWO_TAPS_MS = 350;
let drawnAt = 0;

export function drawn() {
    drawnAt = performance.now();
}

const fallsThrough = ({ detail, timeStamp }) => detail > 1 && timeStamp - drawnAt < TWO_TAPS_MS;

export class Screen {
    constructor(root, app, id) {
        this.root = root;
        this.app = app;
        this.id = id;
        root.addEventListener('click', (event) => {
            if (fallsThrough(event)) return event.preventDefault();
            const button = event.target.closest('[data-do]');
            if (button && root.contains(button)) this.#act(button, event);
            return undefined;
        });
        root.addEventListener('submit', (event) => event.preventDefault());
    }

    // A second tap while the first is at work does nothing.
    async #act(button, event) {
        if (button.dataset.busy) return;
        button.dataset.busy = 'yes';
        try {
            await this[button.dataset.do]?.(event, button);
        } catch (error) {
            this.accept([{ field: '', msg: 'field.not_kept' }]); // say so; and let it be heard
            throw error;
        } finally {
            delete button.dataset.busy;
        }
    }

    back() {
        history.back();
    }

    t(id, values) {
        return this.app.text.t(id, values);
    }

    fill(values) {
        fill(this.root, values);
    }

    each(name, items, show) {
        each(this.root, name, items, show);
    }

    field(name) {
        return this.root.querySelector(`[name="${name}"]`);
    }

    // True when there is nothing to mend; else the faults stand on the screen.
    accept(faults) {
        clearErrors(this.root);
        if (faults.length) showErrors(this.root, this.app, faults);
        return faults.length === 0;
    }

    // The faults that the office found, and the first one's field ready to be mended.
    repair({ faults }) {
        this.accept(faults);
        const { field } = faults[0];
        const at =
            this.field(field) ?? this.root.querySelector(`[data-group="${field}"]`);
        at?.closest('details')?.setAttribute('open', '');
        at?.scrollIntoView({ block: 'center' });
        at?.focus();
    }

    // Keep up with something until this screen has been shown and left.
    follow(source, name, update) {
        let shown = false;
        const listener = () => {
            shown ||= this.root.isConnected;
            if (shown && !this.root.isConnected) source.removeEventListener(name, listener);
            else update();
        };
        source.addEventListener(name, listener);
    }
}
