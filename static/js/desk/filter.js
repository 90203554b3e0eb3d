// filter.js -- a long list is narrowed by what is typed; without this script it is whole.
// SPDX-License-Identifier: Apache-2.0
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

for (const section of document.querySelectorAll('[data-filter]')) {
    const rows = [...section.querySelectorAll('li')];
    const label = section.querySelector('.ds-filter');
    label.hidden = rows.length < 8;
    label.querySelector('input').addEventListener('input', ({ target }) => {
        const words = plain(target.value).split(/\s+/).filter(Boolean);
        for (const row of rows) {
            const text = plain(row.textContent);
            row.hidden = !words.every((word) => text.includes(word));
        }
        section.querySelector('[data-none]').hidden = rows.some((row) => !row.hidden);
    });
}
