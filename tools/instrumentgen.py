#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""instrumentgen.py DATA OUT.c -- data/instruments as the tables of src/domain/measure.h."""
import re, sys
from pathlib import Path
from datagen import HEAD, c_string, fail, keyed, rows

LANGS = ("en", "es", "pt", "ht")
SLOTS = re.compile(r"\{[^}]*\}")

def texts(folder):
    """All languages have the same keys with the same slots."""
    of = {lang: keyed(folder / f"{lang}.txt") for lang in LANGS}
    for lang, there in of.items():
        for key in of["en"].keys() ^ there.keys():
            fail(folder / f"{lang}.txt", f"{key}: not a key of every language")
        for key, english in of["en"].items():
            if SLOTS.findall(there[key]) != SLOTS.findall(english):
                fail(folder / f"{lang}.txt", f"{key}: other slots than in English")
    return of

def words(text, most, where):
    of = text.split()
    if not 0 < len(of) <= most or len(set(of)) != len(of):
        fail(where, f"1 to {most} different words, please: {text}")
    return "{" + ", ".join(c_string(w) for w in of) + "}", of

def score(rule, answers, where):
    if rule == "highest":
        return "SCORE_HIGHEST, 0"
    kind, _, counted = rule.partition(":")
    if kind != "any" or not set(counted.split(";")) <= set(answers):
        fail(where, f"no such score: {rule}")
    return f"SCORE_ANY, {sum(1 << answers.index(w) for w in counted.split(';'))}u"

def needed(name, items, answers, rule):
    yield f"{name}.hint"
    yield from (f"{name}.item.{i}" for i in items)
    if rule == "highest":
        yield f"{name}.result"
    else:
        yield from (f"{name}.answer.{a}" for a in answers)
        yield from (f"{name}.score.{n}" for n in (0, 1))

def main(data, target):
    folder, out = Path(data) / "instruments", [HEAD + '#include "domain/measure.h"', ""]
    of, all_needed = texts(folder), set()
    out.append("const struct instrument instruments[] = {")
    for r in rows(folder / "instruments.csv", "instrument", "title", "items", "answers",
                  "score", "help_from", "status", "source"):
        where = f"instruments.csv: {r['instrument']}"
        items, item_words = words(r["items"], 8, where)
        answers, answer_words = words(r["answers"], 9, where)
        keys = set(needed(r["instrument"], item_words, answer_words, r["score"]))
        if missing := keys - of["en"].keys():
            fail(where, f"no text for {sorted(missing)}")
        all_needed |= keys
        out += [f"    {{{c_string(r['instrument'])}, {c_string(r['title'])},",
                f"     {items}, {len(item_words)}, {answers}, {len(answer_words)},",
                f"     {score(r['score'], answer_words, where)}, {int(r['help_from'])},",
                f"     {c_string(r['status'])}, {c_string(r['source'])}}},"]
    if extra := of["en"].keys() - all_needed:
        fail(folder / "en.txt", f"of no instrument: {sorted(extra)}")
    out += ["};", "const size_t instruments_len = COUNT(instruments);",
            '_Static_assert(COUNT(instruments) <= INSTRUMENTS_MAX, "too many instruments");',
            "const struct measure_text measure_texts[] = {"]
    for key in sorted(of["en"]):
        cells = ", ".join(f"[LANG_{lang.upper()}] = {c_string(of[lang][key])}" for lang in LANGS)
        out.append(f"    {{{c_string(key)}, {{{cells}}}}},")
    out += ["};", "const size_t measure_texts_len = COUNT(measure_texts);"]
    Path(target).write_text("\n".join(out) + "\n", encoding="utf-8")

if __name__ == "__main__":
    main(*sys.argv[1:])
