// text.js -- every sentence on the screen, from text/LANG.json, and days in words.
// SPDX-License-Identifier: Apache-2.0
const texts = new Map();

export const LANGS = ['en', 'es', 'pt', 'ht']; // as the shells are

export async function loadText(lang) {
    if (texts.has(lang)) return texts.get(lang);
    const file = await fetch(new URL(`../text/${lang}.json`, import.meta.url));
    texts.set(lang, await file.json());
    return texts.get(lang);
}

export function fillText(text, values) {
    return text.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);
}

export class Text {
    #texts;

    constructor(lang) {
        this.lang = lang;
        this.#texts = texts.get(lang);
    }

    static async of(lang) {
        await loadText(lang);
        return new Text(lang);
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
