#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""retentiongen.py DATA OUT.c -- data/retention/classes.csv as the table of src/domain/retention.h."""
import sys
from pathlib import Path
from datagen import HEAD, c_string, fail, rows

CLASSES = ["care-case", "complaint", "photograph", "notice", "violation", "visit", "request"]  # enum retention, in its order
BEGINS = ("closed", "received", "over", "served", "visited", "due")

def main(data, target):
    path = Path(data) / "retention/classes.csv"
    found = {r["class"]: r for r in rows(path, "class", "years", "begins", "citation")}
    if sorted(found) != sorted(CLASSES):
        fail(path, f"classes are {', '.join(CLASSES)}, each once")
    out = [HEAD + '#include "domain/retention.h"', "", "const struct retention_class retention_classes[RETENTIONS] = {"]
    for word in CLASSES:
        r = found[word]
        if not r["years"].isdigit() or not 1 <= int(r["years"]) <= 100 or r["begins"] not in BEGINS or not r["citation"]:
            fail(path, f"{word}: 1 to 100 years, from one of {BEGINS}, and what says so")
        out.append(f"    {{{c_string(word)}, {c_string('retention.' + word)}, {int(r['years'])}, {c_string('retention.from-' + r['begins'])}, {c_string(r['citation'])}}},")
    Path(target).write_text("\n".join(out + ["};"]) + "\n", encoding="utf-8")

if __name__ == "__main__":
    main(*sys.argv[1:])
