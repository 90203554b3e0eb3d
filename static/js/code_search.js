// code_search.js -- finds sections of the code library by number, title, phrase or word.
// SPDX-License-Identifier: Apache-2.0
const plain = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

// A title in the reader's language; in English where there is none: {title, titles: {es: ..}}.
export const titleIn = ({ title, titles }, lang) => titles?.[lang] ?? title;

// A number or the title's beginning counts most, then a word of the title, then the rest.
function rank(section, word, lang) {
    const titles = [titleIn(section, lang), section.title].map(plain);
    if (section.code.startsWith(word) || section.code.endsWith(`.${word}`)) return 4;
    if (titles.some((title) => title.startsWith(word))) return 3;
    if (titles.some((title) => title.includes(` ${word}`))) return 2;
    const rest = plain([...(section.phrases ?? []), ...(section.words ?? [])].join(' '));
    return rest.startsWith(word) || rest.includes(` ${word}`) ? 1 : 0;
}

export function search(query, library = {}, lang = 'en') {
    const words = plain(query).split(/[\s,;]+/).filter(Boolean);
    const found = [];
    for (const section of library.sections ?? []) {
        const ranks = words.map((word) => rank(section, word, lang));
        if (ranks.every((one) => one > 0)) found.push([ranks.reduce((a, b) => a + b, 0), section]);
    }
    return found.sort(([a], [b]) => b - a).map(([, section]) => section);
}
