// finding.js -- a violation: found by search in the code library or from a room's list,
// placed, noted, pictured; or one of this visit, mended before signing.
// What is typed is kept in the vault as it is typed.
// SPDX-License-Identifier: Apache-2.0
import { PhotoList } from '../photo_list.js';
import { Screen } from '../screen.js';
import { check, checked, choices } from '../page.js';
import { newId } from '../ids.js';
import { titleIn } from '../code_search.js';

const TYPED = ['note', 'room', 'nspire', 'variance'];

export default class Finding extends Screen {
    #visit;
    #section = null;
    #draft = {};
    #photos;

    async start() {
        const [visit, mended] = this.id.split(':');
        this.#visit = await this.app.visits.get(visit);
        const { place, responsible, severity } = this.app.rules.tables();
        for (const code of place)
            this.field('place').add(new Option(this.t(`place.${code}`), code));
        choices(this.root, 'responsible', responsible, (code) => this.t(`responsible.${code}`));
        choices(this.root, 'severity', severity, (code) => this.t(`severity.${code}`));
        for (const { item, titles } of this.app.reference.library.nspire ?? [])
            this.field('nspire').add(new Option(this.#title({ title: item, titles }), item));
        for (const name of ['note', 'room']) this.field(name).maxLength = this.app.limits[name];
        this.field('variance').maxLength = this.app.limits.name;
        this.#photos = new PhotoList(this.root, this.app, () => this.#keep());
        this.field('search').addEventListener('input', () => this.#search());
        this.root.addEventListener('input', () => this.#section && this.#keep());
        this.fill({
            address: this.#visit.property.address,
            chosen: false,
            searching: true,
            social: false,
            status: false,
        });
        this.#search();
        await this.#restore(mended);
    }

    #title(section) {
        return titleIn(section, this.app.text.lang);
    }

    shown() {
        if (!this.#section) this.field('search').focus();
    }

    // What was begun here, or the one to be mended as it stands.
    async #restore(mended) {
        const begun = await this.app.drafts.of(this.#visit);
        const old = this.#visit.findings.find(({ finding }) => finding === mended);
        const fits = begun && begun.instead === (old && mended);
        const draft = (this.#draft = (fits ? begun : old && { ...old, instead: mended }) ?? {});
        this.fill({ mending: Boolean(draft.instead), sure: false });
        if (draft.code) this.#open(draft.code);
        if (draft.place) this.field('place').value = draft.place;
        for (const name of TYPED) this.field(name).value = draft[name] ?? '';
        check(this.root, 'severity', draft.severity);
        if (!draft.responsible) return this.#more(draft);
        this.field('endangering').checked = draft.endangering;
        check(this.root, 'responsible', draft.responsible);
        await this.#photos.show([...(draft.photos ?? [])]);
        return this.#more(draft);
    }

    #more({ room, nspire, variance }) {
        const assisted = Boolean(this.#visit.facts.assisted);
        this.root.querySelector('details').open = Boolean(room || nspire || variance || assisted);
        this.#judge();
    }

    async #keep() {
        this.#judge();
        const { from, instead } = this.#draft;
        await this.app.drafts.keep(this.#visit, { ...this.#data(), from, instead });
    }

    #search() {
        const found = this.app.rules.searchCode(
            this.field('search').value,
            this.app.reference.library,
            this.app.text.lang,
        );
        this.each('hit', found, (section, row) => {
            row.querySelector('button').dataset.code = section.code;
            return { code: section.code, title: this.#title(section) };
        });
        this.fill({ nothing: found.length === 0 });
    }

    // The section's own places first; the only one is chosen.
    #places(codes, likely = []) {
        const select = this.field('place');
        const before = select.value;
        select.length = 1; // "choose" stays
        for (const code of new Set([...likely, ...codes])) {
            select.add(new Option(this.t(`place.${code}`), code));
        }
        select.value = before || (likely.length === 1 ? likely[0] : '');
    }

    #open(code) {
        const section = (this.#section = this.app.reference.section(code));
        this.#places(this.app.rules.tables().place, section.places ?? []);
        const phrases = section.phrases ?? [];
        this.fill({
            chosen: true,
            searching: false,
            code,
            title: this.#title(section),
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
        const { phrase } = dataset;
        const before = note.value.trim();
        note.value = before.includes(phrase) // a second tap takes it away
            ? before.replace(phrase, '').replace(/  +/g, ' ').trim()
            : [before, phrase].filter(Boolean).join(' ');
        await this.#keep();
    }

    remove(event, { dataset }) {
        return this.#photos.remove(Number(dataset.n));
    }

    cover(event, { dataset }) {
        return this.#photos.cover(Number(dataset.n));
    }

    crop(event, { dataset }) {
        return this.#photos.crop(Number(dataset.n));
    }

    // What the rules say of it as it stands: the day, and words that are not the owner's.
    #judge() {
        const day = this.app.rules.correctBy(this.#data());
        const note = this.field('note').value;
        const status = this.app.rules.statusWords(note);
        const social = !status && this.app.rules.socialWords(note);
        const nspire = Boolean(this.field('nspire').value);
        this.fill({ correct_by: this.app.text.day(day), has_day: day, social, status, nspire });
    }

    #data() {
        const typed = TYPED.map((name) => [name, this.field(name).value.trim()]);
        const said = Object.fromEntries(typed.filter(([name, words]) => words || name === 'note'));
        const [severity] = said.nspire ? checked(this.root, 'severity') : [];
        return {
            code: this.#section?.code ?? '',
            library: this.app.reference.library.edition,
            place: this.field('place').value,
            ...said,
            ...(severity && { severity }),
            endangering: this.field('endangering').checked,
            responsible: checked(this.root, 'responsible')[0] ?? '',
            photos: this.#photos.photos,
        };
    }

    #leave() {
        const { from, instead } = this.#draft;
        if (from && !instead) this.app.route.replace('room', from);
        else this.app.route.replace('visit', this.#visit.id);
    }

    async save() {
        const said = this.#data();
        const { instead } = this.#draft;
        const refused = instead && this.app.visits.stuck(this.#visit, 'finding.add', { finding: instead });
        const id = refused ? instead : newId(); // what the office has not, keeps its name
        const finding = { finding: id, ...said, correct_by: this.app.rules.correctBy(said) };
        const op = this.app.visits.findingData(this.#visit, finding);
        if (!this.accept(this.app.rules.check('finding.add', op))) return;
        const gone = [this.app.drafts.key(this.#visit)];
        await this.app.visits.find(this.#visit, finding, gone, instead);
        this.#leave();
    }

    repair(mending) {
        if (mending.name === 'search') this.again();
        super.repair(mending);
    }

    // A slip of the finger: it was never found.
    withdraw() {
        this.fill({ sure: true });
        this.root.querySelector('[data-do="gone"]').focus();
    }

    async gone() {
        const gone = [this.app.drafts.key(this.#visit)];
        await this.app.visits.withdraw(this.#visit, this.#draft.instead, gone);
        this.#leave();
    }
}
