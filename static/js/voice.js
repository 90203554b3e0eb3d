// voice.js -- a resident's text aloud: as a person recorded it, or with the phone's own voice,
// where it has one of that language that needs no network.
// SPDX-License-Identifier: Apache-2.0
const KNOWN = { ht: ['ht', 'fr-HT'] };

export class Voice {
    #synth = globalThis.speechSynthesis;
    #player = null;

    // Voices come late on some phones; those of a server would send the text away.
    #of(lang) {
        const names = KNOWN[lang] ?? [lang];
        const all = this.#synth?.getVoices() ?? [];
        return all.find(
            (voice) => voice.localService && names.some((name) => voice.lang.startsWith(name)),
        );
    }

    can(lang) {
        return Boolean(this.#of(lang));
    }

    onvoices(told) {
        this.#synth?.addEventListener?.('voiceschanged', told);
    }

    play(recording) {
        this.stop();
        this.#player = new Audio(URL.createObjectURL(recording));
        return this.#player.play();
    }

    say(lang, text) {
        this.stop();
        const speech = new SpeechSynthesisUtterance(text);
        speech.voice = this.#of(lang);
        speech.lang = lang;
        speech.rate = 0.9;
        this.#synth.speak(speech);
    }

    stop() {
        this.#synth?.cancel();
        this.#player?.pause();
        if (this.#player) URL.revokeObjectURL(this.#player.src);
        this.#player = null;
    }
}
