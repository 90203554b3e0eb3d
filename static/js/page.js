// page.js -- fills the shell's <template> screens: text only, never markup.
// SPDX-License-Identifier: Apache-2.0
export function take(name) {
    const template = document.getElementById(`screen-${name}`);
    return template.content.firstElementChild.cloneNode(true);
}

const own = (root, selector) => [
    ...(root.matches?.(selector) ? [root] : []),
    ...root.querySelectorAll(selector),
];

// data-field: text · data-if / data-unless: shown or not · data-to: where a link leads ·
// data-is: the state whose shape is drawn · data-src: a picture.
export function fill(root, values) {
    for (const el of own(root, '[data-field]')) {
        if (el.dataset.field in values) el.textContent = values[el.dataset.field] ?? '';
    }
    for (const el of own(root, '[data-if]')) {
        if (el.dataset.if in values) el.hidden = !values[el.dataset.if];
    }
    for (const el of own(root, '[data-unless]')) {
        if (el.dataset.unless in values) el.hidden = Boolean(values[el.dataset.unless]);
    }
    for (const el of own(root, '[data-to]')) {
        if (values[el.dataset.to]) el.href = values[el.dataset.to];
    }
    for (const el of own(root, '[data-is]')) {
        if (el.dataset.is in values) el.dataset.state = values[el.dataset.is];
    }
    for (const el of own(root, '[data-src]')) {
        if (values[el.dataset.src]) el.src = values[el.dataset.src];
    }
}

// Rows from <template data-each="name">, anew each time.
export function each(root, name, items, show = (item) => item) {
    const template = root.querySelector(`template[data-each="${name}"]`);
    template.parentElement.querySelectorAll(`[data-made="${name}"]`).forEach((el) => el.remove());
    for (const item of items) {
        const row = template.content.firstElementChild.cloneNode(true);
        row.dataset.made = name;
        fill(row, show(item, row) ?? {});
        template.before(row);
    }
}

// Choices of one question as tiles; the words come from the caller.
export function choices(root, name, codes, label) {
    each(root, name, codes, (code, row) => {
        const input = row.querySelector('input');
        input.value = code;
        return { label: label(code) };
    });
}

// A list with its "not known" at the end, where the eye looks for it.
export const unknownLast = (codes) =>
    codes.slice().sort((a, b) => Number(a === 'unknown') - Number(b === 'unknown'));

export const checked = (root, name) =>
    [...root.querySelectorAll(`input[name="${name}"]:checked`)].map((input) => input.value);

export function check(root, name, values) {
    for (const input of root.querySelectorAll(`input[name="${name}"]`)) {
        input.checked = [].concat(values ?? []).includes(input.value);
    }
}
