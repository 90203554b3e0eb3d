// practice_words.js -- how far practice has come, in words and a shape.
// SPDX-License-Identifier: Apache-2.0
const SHAPES = { never: 'draft', due: 'draft', done: 'done' };

export function practiceWords(app, { state, n, of }) {
    const begun = state !== 'done' && n > 0 && n < of;
    const words = begun
        ? app.text.t('field.practice.some', { n, of })
        : app.text.t(`field.practice.${state}`);
    return { practice_state: begun ? 'sending' : SHAPES[state], practice_words: words };
}
