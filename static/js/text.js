// text.js -- every sentence on the screen, from text/LANG.json, and days in words.
// SPDX-License-Identifier: Apache-2.0
const texts = new Map();

export const LANGS = ['en', 'es', 'pt', 'ht']; // as the shells are

async function load(name) {
    if (texts.has(name)) return texts.get(name);
    const file = await fetch(new URL(`../text/${name}.json`, import.meta.url));
    texts.set(name, await file.json());
    return texts.get(name);
}

// The resident's sentences, in all languages: before the network goes.
export const loadDoors = () => Promise.all(LANGS.map((lang) => load(`door/${lang}`)));

export function fillText(text, values) {
    return text.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);
}

export class Text {
    #texts;

    constructor(lang, sentences) {
        this.lang = lang;
        this.#texts = sentences;
    }

    static async of(lang) {
        return new Text(lang, await load(lang));
    }

    // What a resident reads, in her language.
    static async ofDoor(lang) {
        return new Text(lang, await load(`door/${lang}`));
    }

    has(id) {
        return id in this.#texts;
    }

    t(id, values = {}) {
        return fillText(this.#texts[id] ?? id, values);
    }

    // "one" and "many" are enough for our four languages.
    count(id, n, values = {}) {
        return this.t(`${id}.${n === 1 ? 'one' : 'many'}`, { n, ...values });
    }

    #parts(day) {
        const [year, month, dom] = day.split('-').map(Number);
        const weekday = ((new Date(Date.UTC(year, month - 1, dom)).getUTCDay() + 6) % 7) + 1;
        return {
            year,
            day: dom,
            month: this.t(`date.month.${month}`),
            mon: this.t(`date.mon.${month}`),
            weekday: this.t(`date.weekday.${weekday}`),
            wd: this.t(`date.wd.${weekday}`),
        };
    }

    day(day, form = 'full') {
        return day ? this.t(`date.${form}`, this.#parts(day)) : '';
    }

    time(minuteOfDay) {
        const hour = Math.floor(minuteOfDay / 60);
        const minute = String(minuteOfDay % 60).padStart(2, '0');
        const half = this.t(hour < 12 ? 'date.am' : 'date.pm');
        const hour24 = String(hour).padStart(2, '0');
        return this.t('date.time', { hour24, hour12: hour % 12 || 12, minute, half });
    }

    age(ms) {
        const minutes = Math.max(0, Math.floor(ms / 60_000));
        if (minutes < 1) return this.t('field.age.now');
        if (minutes < 60) return this.count('field.age.minutes', minutes);
        const hours = Math.floor(minutes / 60);
        return hours < 48
            ? this.count('field.age.hours', hours)
            : this.count('field.age.days', Math.floor(hours / 24));
    }
}
