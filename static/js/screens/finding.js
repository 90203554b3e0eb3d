// finding.js -- a violation: found by search in the code library, placed, noted, pictured.
// What is typed is kept in the vault as it is typed.
// SPDX-License-Identifier: Apache-2.0
import { PhotoList } from '../photo_list.js';
import { Screen } from '../screen.js';
import { check, checked, choices } from '../page.js';
import { newId } from '../ids.js';

export default class Finding extends Screen {
    #visit;
    #section = null;
    #photos;

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        const { place, responsible } = this.app.rules.tables();
        for (const code of place)
            this.field('place').add(new Option(this.t(`place.${code}`), code));
        choices(this.root, 'responsible', responsible, (code) => this.t(`responsible.${code}`));
        this.field('note').maxLength = this.app.limits.note;
        this.#photos = new PhotoList(this.root, this.app, () => this.#keep());
        this.field('search').addEventListener('input', () => this.#search());
        this.root.addEventListener('input', () => this.#section && this.#keep());
        this.fill({
            address: this.#visit.property.address,
            chosen: false,
            searching: true,
            social: false,
        });
        this.#search();
        await this.#restore();
    }

    shown() {
        if (!this.#section) this.field('search').focus();
    }

    get #key() {
        return `finding-draft/${this.id}`;
    }

    async #keep() {
        this.#judge();
        await this.app.vault.put([{ id: this.#key, kind: 'finding-draft', value: this.#data() }]);
    }

    async #restore() {
        const draft = await this.app.vault.get(this.#key);
        if (!draft?.code) return;
        this.#open(draft.code);
        this.field('place').value = draft.place;
        this.field('note').value = draft.note;
        this.field('endangering').checked = draft.endangering;
        check(this.root, 'responsible', draft.responsible);
        await this.#photos.show(draft.photos);
        this.#judge();
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

    // The section's own places first; the only one is chosen.
    #places(codes, likely = []) {
        const select = this.field('place');
        select.length = 1; // "choose" stays
        for (const code of new Set([...likely, ...codes])) {
            select.add(new Option(this.t(`place.${code}`), code));
        }
        if (likely.length === 1) [select.value] = likely;
    }

    #open(code) {
        const section = (this.#section = this.app.reference.section(code));
        this.#places(this.app.rules.tables().place, section.places ?? []);
        const phrases = section.phrases ?? [];
        this.fill({
            chosen: true,
            searching: false,
            code,
            title: section.title,
            has_phrases: phrases.length,
        });
        this.each('phrase', phrases, (phrase, row) => {
            row.dataset.phrase = phrase;
            return { phrase };
        });
        check(this.root, 'responsible', section.responsible);
        this.field('endangering').checked = Boolean(Number(section.endangering));
    }

    async choose(event, { dataset }) {
        this.#open(dataset.code);
        await this.#keep();
        this.root.querySelector('[data-field="title"]').focus();
        scrollTo(0, 0);
    }

    again() {
        this.fill({ chosen: false, searching: true });
        this.field('search').focus();
    }

    async phrase(event, { dataset }) {
        const note = this.field('note');
        note.value = [note.value.trim(), dataset.phrase].filter(Boolean).join(' ');
        await this.#keep();
    }

    remove(event, { dataset }) {
        return this.#photos.remove(Number(dataset.n));
    }

    cover(event, { dataset }) {
        return this.#photos.cover(Number(dataset.n));
    }

    // What the rules say of it as it stands: the day, and words that are not the owner's.
    #judge() {
        const day = this.app.rules.correctBy(this.#data());
        const social = this.app.rules.socialWords(this.field('note').value);
        this.fill({ correct_by: this.app.text.day(day), has_day: day, social });
    }

    #data() {
        return {
            code: this.#section?.code ?? '',
            library: this.app.reference.library.edition,
            place: this.field('place').value,
            note: this.field('note').value.trim(),
            endangering: this.field('endangering').checked,
            responsible: checked(this.root, 'responsible')[0] ?? '',
            photos: this.#photos.photos,
        };
    }

    async save() {
        const said = this.#data();
        const finding = { finding: newId(), ...said, correct_by: this.app.rules.correctBy(said) };
        const op = this.app.visits.findingData(this.#visit, finding);
        if (!this.accept(this.app.rules.check('finding.add', op))) return;
        await this.app.visits.find(this.#visit, finding, [this.#key]);
        this.app.route.replace('visit', this.id);
    }
}
