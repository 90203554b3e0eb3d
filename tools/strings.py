#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""strings.py -- fail on what stands in the wrong place: SQL outside sql/, markup outside
views/, rules outside domain (limits and states in static/js), sentences outside po/."""
import re, sys
from pathlib import Path

SQL = re.compile(r"""["'`]\s*(select\s.+\sfrom\s|insert\s+into|update\s+\w+\s+set|delete\s+from|"""
                 r"""create\s+(table|index)|alter\s+table|drop\s+table)""", re.I)
# Transaction and pragma words belong to the two drivers.
DRIVER = re.compile(r'"\s*(begin|commit|rollback|savepoint|release|pragma|vacuum)\b(?!\.)', re.I) # "release.title" is a sentence
MARKUP = re.compile(r"""["'`][^"'`]*</?(a|b|p|i|h[1-6]|div|span|form|input|button|ul|ol|li|table|t[rdh]"""
                    r"""|section|main|nav|script|style|svg|html|head|body|label|select|option|img|br|hr)[\s>/]""")
HTML_SINK = re.compile(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser)\b|\beval\(")
# Codes that domain owns; wasm or a generated table hands them to the phone.
RULES = re.compile(r"""["'`](acknowledged|connected-all|connected-some|unable-to-reach"""
                   r"""|declined-before-contact|declined-after-contact|410\.\d{3})["'`]""")
LIMITS = re.compile(r"\bmaxlength\s*=\s*[\"']?\d{2,}|\.length\s*[<>]=?\s*(20|25|40|80|100|2000|4000|65536)\b")
SENTENCE = re.compile(r"""(textContent|innerText|ariaLabel|placeholder|alert\()\s*=?\s*["'`][A-Z][a-z]+ [a-z]""")

def code(line):
    """The line without its comment, near enough for strings."""
    return re.sub(r"^\s*(\*|/\*|//|#).*|\s//\s.*|/\*.*?\*/", "", line)

def look(path, checks, every=False):
    for n, line in enumerate(path.read_text().splitlines(), 1):
        for pattern, why in checks:
            if pattern.search(line if every else code(line)):
                yield f"{path}:{n}: {why}"

def c_faults(root):
    for f in sorted((root / "src").rglob("*.[ch]")):
        checks = [(SQL, "SQL belongs in sql/"), (MARKUP, "markup belongs in views/")]
        if not (f.parent.name == "store" and re.match(r"(db|store|migrate|sqlite|postgres|exec)", f.stem)):
            checks.append((DRIVER, "transactions belong to the drivers"))
        yield from look(f, checks)

def js_faults(root):
    for f in sorted((root / "static").rglob("*.js")):
        if "vendor" in f.parts:
            continue
        yield from look(f, [
            (MARKUP, "markup belongs in views/"), (HTML_SINK, "fill by textContent"),
            (RULES, "a rule's code: take it from wasm or a table"),
            (LIMITS, "a rule's limit: take it from wasm or a table"),
            (SENTENCE, "sentences belong in po/")])

def view_faults(root):
    checks = [(re.compile(r"\son\w+\s*=|\sstyle\s*=|<script(?![^>]*\bsrc=)|javascript:", re.I),
               "no inline script or style (the CSP forbids both)"),
              (re.compile(r">\s*[A-Z][a-z]+ [a-z]+[^<{]*<"), "sentences belong in po/")]
    for f in sorted((root / "views").rglob("*.html")):
        yield from look(f, checks, every=True)

def main(root):
    bad = [*c_faults(Path(root)), *js_faults(Path(root)), *view_faults(Path(root))]
    print("\n".join(bad) or "strings: in order")
    sys.exit(bool(bad))

if __name__ == "__main__":
    main(*sys.argv[1:])
