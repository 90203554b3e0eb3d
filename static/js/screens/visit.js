// visit.js -- one inspection: who is there, what was open, room by room what is found, and
// signing.
// SPDX-License-Identifier: Apache-2.0
import { PhotoList } from '../photo_list.js';
import { Screen } from '../screen.js';
import { check, checked, choices, each, fill, unknownLast } from '../page.js';
import { foundIn, roomsOf, roomWord } from '../rooms.js';
import {
    dayAndTime,
    differWords,
    dueWords,
    findingWords,
    historyWords,
    occupancyBefore,
    roomName,
    stateWords,
    unitWords,
    whoWords,
} from '../visit_words.js';

export default class Visit extends Screen {
    #visit;
    #changing = false; // what was said on arriving is being said anew
    #open = [];
    #lists = new Map(); // of each earlier violation's row, the pictures of today

    async start() {
        const { occupancy, present } = this.app.rules.tables();
        const label = (list) => (code) => this.t(`${list}.${code}`);
        choices(this.root, 'occupancy', unknownLast(occupancy), label('occupancy'));
        choices(this.root, 'present', present, label('present'));
        this.root.addEventListener('change', ({ target }) => this.#mark(target));
        this.root.querySelector('form').addEventListener('change', () => this.#arriving());
        await this.#draw();
        const addendum = this.field('addendum');
        addendum.value = this.#visit.adding ?? '';
        this.#warn(addendum.value);
        addendum.addEventListener('input', () => this.#adding(addendum.value));
        this.follow(this.app.outbox, 'change', () => this.#state());
        this.follow(this.app.changes, 'change', () => this.#told());
        this.follow(this.app.before, 'change', () => this.#pictures());
    }

    async #draw() {
        this.#lists.clear();
        const visit = (this.#visit = await this.app.visits.get(this.id));
        const open = await this.app.visits.open(visit);
        const year = visit.property.year_built;
        const missing = this.app.rules.visitFaults(visit).length;
        this.fill({
            address: visit.property.address,
            has_unit: visit.unit,
            unit: unitWords(this.app, visit),
            kind: this.t(`inspection_kind.${visit.kind}`),
            year: year ? this.t('field.visit.built', { year }) : '',
            who: whoWords(this.app, visit),
            has_open: open.length > 0 && !visit.noEntry,
            has_found: visit.findings.length > 0,
            none_found: !visit.findings.length,
            card: this.t(`field.card.${visit.card?.left ?? 'unset'}`),
            card_state: visit.card ? 'done' : 'draft',
            facts: missing
                ? this.app.text.count('field.facts.missing', missing)
                : this.t('field.facts.done'),
            facts_state: missing ? 'draft' : 'done',
            card_to: `#/card/${visit.id}`,
            ask_to: `#/ask/${visit.id}`,
            alert_to: `#/alert/${visit.id}`,
            facts_to: `#/facts/${visit.id}`,
            room_to: `#/add-room/${visit.id}`,
            unit_to: `#/unit/${visit.id}`,
            no_entry_to: `#/no-entry/${visit.id}`,
            history: visit.history?.length,
            asked: visit.request && !this.app.visits.over(visit),
            request: visit.request?.text,
            due: dueWords(this.app, visit),
            unsafe: visit.history?.some(({ unsafe }) => unsafe),
            order: visit.signed?.order,
            unsigned: visit.unsigned,
        });
        check(this.root, 'occupancy', visit.arriving?.occupancy);
        check(this.root, 'present', visit.arriving?.present);
        this.#carry(visit);
        this.#differ();
        this.#stage(visit);
        this.#closed(visit);
        await this.#unsaved(visit);
        this.each('earlier', open, (finding, row) => this.#earlier(finding, row));
        this.each('found', visit.findings, (finding, row) => this.#found(finding, row));
        this.each('room', roomsOf(visit), (room) => this.#room(room));
        this.each('history', visit.history ?? [], (past) => historyWords(this.app, past));
        this.each('addenda', visit.addenda);
        this.#open = open;
        for (const { id } of open) await this.#shown(id);
        await this.#pictures();
        this.#state();
    }

    // A violation that was begun and not saved is in no order.
    async #unsaved(visit) {
        const begun = this.app.visits.over(visit) ? null : await this.app.drafts.of(visit);
        this.fill({
            unsaved: begun,
            unsaved_title: begun && findingWords(this.app, begun).title,
            unsaved_to: `#/finding/${[visit.id, begun?.instead].filter(Boolean).join(':')}`,
        });
    }

    async drop() {
        await this.app.drafts.drop(this.#visit);
        await this.#draw();
    }

    // What was signed of this home before, to be confirmed: nothing is said by itself.
    #carry(visit) {
        const last = occupancyBefore(visit);
        const said = last && {
            day: this.app.text.day(last.day, 'long'),
            was: this.t(`occupancy.${last.occupancy}`),
        };
        this.fill({ earlier_said: last ? this.t('field.visit.earlier_said', said) : '' });
    }

    still() {
        const { occupancy } = occupancyBefore(this.#visit);
        this.root.querySelector(`[name="occupancy"][value="${occupancy}"]`).click();
    }

    #said() {
        const [occupancy = ''] = checked(this.root, 'occupancy');
        return { occupancy, present: checked(this.root, 'present') };
    }

    // Kept as it is tapped, until the inspection begins.
    async #arriving() {
        if (this.#visit.startedAt) return;
        this.#visit = await this.app.visits.keep(this.#visit, { arriving: this.#said() });
    }

    // How it looked before, beside the button that pictures it now.
    async #pictures() {
        for (const finding of this.#open) {
            const row = this.root.querySelector(`[data-before="${finding.id}"]`);
            const today = (this.#visit.after[finding.id] ?? []).map(({ sha256 }) => sha256);
            const photos = (finding.photos ?? []).filter(({ sha256 }) => !today.includes(sha256));
            const shown = photos.length ? await this.app.before.of(photos) : [];
            row.hidden = !photos.length;
            each(row, 'before', shown, ({ day, blob }, item) => {
                const picture = item.querySelector('img');
                const words = this.app.text.day(day, 'long');
                picture.alt = this.t('field.visit.before_of', { day: words });
                picture.onload = () => URL.revokeObjectURL(picture.src);
                return { day: words, url: URL.createObjectURL(blob) };
            });
            fill(row, { before_later: shown.length < photos.length });
        }
    }

    #stage({ startedAt, signed, noEntry }, again = false) {
        const over = this.app.visits.over(this.#visit);
        this.#changing = again;
        const arriving = again || (!startedAt && !over);
        this.fill({
            arriving,
            fresh: arriving && !again,
            begun: Boolean(startedAt) && !arriving,
            working: Boolean(startedAt) && !over && !arriving,
            signed: over && !noEntry && Boolean(signed ?? startedAt),
            not_made: Boolean(noEntry),
        });
    }

    // Each field with its answers one below the other; a tap chooses.
    #differ() {
        const over = this.app.visits.over(this.#visit);
        const open = over ? [] : this.app.visits.differing(this.#visit);
        this.fill({ differing: open.length > 0 });
        const answers = open.flatMap(({ field, values }) =>
            values.map((one, n) => ({ field, ...one, first: n === 0 })),
        );
        this.each('differ', answers, (one, row) => {
            Object.assign(row.querySelector('[data-do]').dataset, { field: one.field, op: one.op });
            return differWords(this.app, one);
        });
    }

    async choose(event, { dataset: { field, op } }) {
        this.#visit = await this.app.visits.choose(this.#visit, field, op);
        await this.#draw();
    }

    // What is left to do where no one opened.
    #closed({ noEntry }) {
        if (!noEntry) return;
        const { reason, again_day: day, again_time: time } = noEntry;
        this.fill({
            no_entry: this.t(`no_entry.${reason}`),
            planned: day,
            planned_words: day && this.t('field.no_entry.planned', { day: dayAndTime(this.app, day, time) }),
        });
    }

    // What the office made of it came down.
    async #told() {
        const { digest, differ } = await this.app.visits.get(this.id);
        this.#visit = { ...this.#visit, digest, differ };
        this.#differ();
        this.#state();
    }

    #state() {
        const state = this.app.visits.state(this.#visit);
        this.fill({ ...stateWords(this.app, state), differs: state === 'differs' });
    }

    #earlier(finding, row) {
        const working = this.#visit.startedAt && !this.app.visits.over(this.#visit);
        for (const input of row.querySelectorAll('input')) {
            input.disabled = !working;
            if (input.type === 'file') continue;
            input.dataset.finding = finding.id;
            input.name = `earlier-${finding.id}`;
            input.checked = this.#visit.earlier[finding.id] === input.value;
        }
        row.querySelector('[data-before]').dataset.before = finding.id;
        const list = new PhotoList(row, this.app, () => this.#photos(finding.id, row, list.photos));
        this.#lists.set(row, list);
        return { ...findingWords(this.app, finding), photos_now: this.#photosNow(finding.id), working };
    }

    // Today's pictures of one of them, as they stand.
    #shown(finding) {
        const row = this.root.querySelector(`[data-before="${finding}"]`).closest('fieldset');
        return this.#lists.get(row).show([...(this.#visit.after[finding] ?? [])]);
    }

    #found(finding, row) {
        const button = row.querySelector('[data-do="mend"]');
        button.dataset.finding = finding.finding;
        button.hidden = this.app.visits.over(this.#visit);
        return findingWords(this.app, finding);
    }

    #room(room) {
        const n = foundIn(room, this.#visit.findings).length;
        const seen = this.t(room.seen ? 'field.room.clean' : 'field.room.unseen');
        return {
            name: roomName(this.app, room),
            words: n ? this.app.text.count('field.room.found', n) : seen,
            room_state: n ? 'attention' : room.seen ? 'done' : 'draft',
            to: `#/room/${this.id}:${roomWord(room)}`,
        };
    }

    async #mark({ dataset, value }) {
        const { finding } = dataset;
        if (!finding) return;
        this.#visit = await this.app.visits.mark(this.#visit, finding, value);
        if (this.#visit.unsigned) await this.#draw();
        else await this.#shown(finding);
    }

    // How it is today: kept at once, told with the answer or when this screen is left.
    async #photos(finding, row, photos) {
        const after = { ...this.#visit.after, [finding]: [...photos] };
        this.#visit = await this.app.visits.keep(this.#visit, { after });
        fill(row, { photos_now: this.#photosNow(finding) });
        await this.#pictures();
    }

    #photosNow(finding) {
        const n = this.#visit.after[finding]?.length;
        return n ? this.app.text.count('field.visit.photos_now', n) : '';
    }

    #listOf(button) {
        return this.#lists.get(button.closest('fieldset'));
    }

    cover(event, button) {
        return this.#listOf(button).cover(Number(button.dataset.n));
    }

    crop(event, button) {
        return this.#listOf(button).crop(Number(button.dataset.n));
    }

    remove(event, button) {
        return this.#listOf(button).remove(Number(button.dataset.n));
    }

    async left() {
        if (this.#visit && !this.app.visits.over(this.#visit))
            this.#visit = await this.app.visits.tellPhotos(this.#visit);
    }

    #warn(adding) {
        this.fill({ status: this.app.rules.statusWords(adding) });
    }

    // Half an addendum is kept as it is typed.
    async #adding(adding, mends = this.#visit.addingFor) {
        this.#warn(adding);
        this.#visit = await this.app.visits.keep(this.#visit, { adding, addingFor: mends });
    }

    async begin() {
        const said = this.#said();
        const data = this.app.visits.startData(this.#visit, said);
        if (!this.accept(this.app.rules.check('inspection.start', data))) return;
        await this.app.visits.begin(this.#visit, said);
        await this.#draw();
        scrollTo(0, 0);
    }

    change() {
        check(this.root, 'occupancy', this.#visit.occupancy);
        check(this.root, 'present', this.#visit.present);
        this.#stage(this.#visit, true);
    }

    back() {
        if (this.#changing) return this.#draw();
        return this.app.route.go('today');
    }

    // What was said on arriving is said anew; what came too late for the order is written
    // behind it.
    async repair(mending) {
        const addendum = this.field('addendum');
        if (mending.name === 'addendum') {
            addendum.value ||= mending.text;
            await this.#adding(addendum.value, mending.op);
        } else if (!mending.name.startsWith('earlier')) this.change();
        for (const input of this.root.querySelectorAll(`[name="${mending.name}"]`)) input.disabled = false;
        super.repair(mending);
    }

    find() {
        this.app.route.go('finding', this.id);
    }

    mend(event, { dataset }) {
        this.app.route.go('finding', `${this.id}:${dataset.finding}`);
    }

    // What is missing for the report is asked first.
    sign() {
        const begun = !this.root.querySelector('[data-if="unsaved"]').hidden;
        if (!this.accept(begun ? [{ field: '', msg: 'field.sign.unsaved' }] : [])) return;
        const ready = this.app.rules.visitFaults(this.#visit).length === 0;
        this.app.route.go(ready ? 'sign' : 'facts', this.id);
    }

    next() {
        this.app.route.go('today');
    }

    async addendum() {
        const text = this.field('addendum').value.trim();
        const faults = this.app.rules.check('inspection.addendum', {
            addendum: this.id,
            inspection: this.id,
            text,
        });
        if (!this.accept(faults.map(({ msg }) => ({ field: 'addendum', msg })))) return;
        const { addingFor: mends, ...visit } = this.#visit;
        await this.app.visits.addendum({ ...visit, adding: '' }, text, mends);
        this.field('addendum').value = '';
        await this.#draw();
    }
}
