// survey.js -- three questions about the work, each with five steps; may be put off.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { checked } from '../page.js';

const QUESTIONS = ['sure', 'time', 'carry'];

export default class Survey extends Screen {
    async send() {
        const answers = QUESTIONS.map((name) => [name, Number(checked(this.root, name)[0] ?? 0)]);
        const open = answers.filter(([, step]) => !step);
        if (!this.accept(open.map(([field]) => ({ field, msg: 'field.survey.missing' })))) return;
        await this.app.survey.answer(Object.fromEntries(answers));
        this.app.route.replace('today');
    }

    async later() {
        await this.app.survey.later();
        this.app.route.replace('today');
    }
}
