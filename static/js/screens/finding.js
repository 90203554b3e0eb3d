// finding.js -- a violation: found by search in the code library, placed, noted, pictured.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { check, checked, choices } from '../page.js';
import { newId } from '../ids.js';

export default class Finding extends Screen {
    #visit;
    #section = null;
    #photos = [];

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        const { place: places, responsible } = this.app.rules.tables();
        each(this.field('place'), places, (code) => this.t(`place.${code}`));
        choices(this.root, 'responsible', responsible, (code) => this.t(`responsible.${code}`));
        this.field('search').addEventListener('input', () => this.#search());
        this.field('note').addEventListener('input', () => this.#warn());
        this.field('note').maxLength = this.app.limits.note;
        this.field('photo').addEventListener('change', ({ target }) => this.#picture(target));
        this.root.addEventListener('change', () => this.#deadline());
        this.fill({
            address: this.#visit.property.address,
            chosen: false,
            searching: true,
            social: false,
            slow: false,
            has_photos: false,
        });
        this.#search();
    }

    shown() {
        this.field('search').focus();
    }

    #search() {
        const found = this.app.rules.searchCode(
            this.field('search').value,
            this.app.reference.library,
        );
        this.each('hit', found, ({ code, title }, row) => {
            row.querySelector('button').dataset.code = code;
            return { code, title };
        });
        this.fill({ nothing: found.length === 0 });
    }

    choose(event, button) {
        const section = (this.#section = this.app.reference.section(button.dataset.code));
        this.fill({
            chosen: true,
            searching: false,
            code: section.code,
            title: section.title,
            has_phrases: section.phrases?.length,
        });
        this.each('phrase', section.phrases ?? [], (phrase, row) => {
            row.dataset.phrase = phrase;
            return { phrase };
        });
        check(this.root, 'responsible', section.responsible ?? 'owner');
        this.field('endangering').checked = Boolean(Number(section.endangering));
        this.#deadline();
        this.root.querySelector('[data-field="title"]').focus();
        scrollTo(0, 0);
    }

    again() {
        this.fill({ chosen: false, searching: true });
        this.field('search').focus();
    }

    phrase(event, button) {
        const note = this.field('note');
        note.value = [note.value.trim(), button.dataset.phrase].filter(Boolean).join(' ');
        this.#warn();
    }

    #warn() {
        this.fill({ social: this.app.rules.socialWords(this.field('note').value) });
    }

    #deadline() {
        if (!this.#section) return;
        const day = this.app.rules.correctBy(this.#data());
        this.fill({ correct_by: this.app.text.day(day), has_day: day });
    }

    async #picture(input) {
        this.fill({ slow: true });
        for (const file of input.files) this.#photos.push(await this.app.photos.keep(file));
        input.value = '';
        this.fill({ slow: false });
        await this.#show();
    }

    async #show() {
        const urls = await Promise.all(
            this.#photos.map((photo) => this.app.photos.url(photo.sha256)),
        );
        this.each('photo', this.#photos, (photo, row) => {
            const n = this.#photos.indexOf(photo);
            row.querySelector('button').dataset.n = n;
            row.querySelector('img').alt = this.t('field.finding.photo_n', { n: n + 1 });
            return { url: urls[n] };
        });
        this.fill({ has_photos: this.#photos.length > 0 });
    }

    async remove(event, button) {
        const [photo] = this.#photos.splice(Number(button.dataset.n), 1);
        await this.app.photos.drop(photo);
        await this.#show();
    }

    #data() {
        const { code = '' } = this.#section ?? {};
        const endangering = this.field('endangering').checked;
        return {
            inspection: this.id,
            code,
            library: this.app.reference.library.edition,
            place: this.field('place').value,
            note: this.field('note').value.trim(),
            endangering,
            responsible: checked(this.root, 'responsible')[0] ?? '',
            photos: this.#photos,
        };
    }

    async save() {
        const data = { finding: newId(), ...this.#data() };
        data.correct_by = this.app.rules.correctBy(data);
        const said = {
            ...data,
            endangering: data.endangering ? '1' : '0',
            photos: data.photos.map((p) => `${p.sha256}:${p.size}:${p.taken}`),
        };
        if (!this.accept(this.app.rules.check('finding.add', said))) return;
        await this.app.visits.find(this.#visit, data);
        this.app.route.replace('visit', this.id);
    }
}

function each(select, codes, label) {
    for (const code of codes) select.add(new Option(label(code), code));
}
