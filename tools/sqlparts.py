# SPDX-License-Identifier: Apache-2.0
"""What several statements of a store say alike, written once for sqlgen.py:

    -- part: open_to casefile person
    not exists (select 1 from case_block ... and person = {person})

A statement says `and {open_to c.id :viewer}`.  A list with residents in it that does not
say to whom it is open is refused: nobody sees what a household closed to them."""
import re

class Fault(Exception): pass


def quoted(sql):
    """The pieces outside and inside of quotes, in turn."""
    return re.split(r"('(?:[^']|'')*')", sql)


def without_comments(sql):
    return re.sub(r"--.*", "", sql)


def read(texts):
    """Each part's names and text, by its own name."""
    parts = {}
    for text in texts:
        for block in re.split(r"(?m)^(?=-- (?:part|name):)", text):
            if m := re.match(r"-- part:(.*)", block):
                name, *names = m[1].split()
                parts[name] = names, without_comments(block).strip()
    return parts


def filled(sql, parts):
    def part(m):
        name, *given = m[1].split()
        if name not in parts:
            raise Fault(f"there is no part {name}")
        names, text = parts[name]
        if len(given) != len(names):
            raise Fault(f"the part {name} is told: {' '.join(names)}")
        for of, what in zip(names, given):
            text = text.replace("{" + of + "}", what)
        return text
    return "".join(p if i % 2 else re.sub(r"\{([^{}]*)\}", part, p)
                   for i, p in enumerate(quoted(without_comments(sql))))


def check_open(block, shape, outs):
    if shape in ("many", "each") and "{open_to" not in block and \
            any(kind == "resident_id" for _, kind, _ in outs):
        raise Fault("a list with residents says to whom it is open: {open_to ...}")
