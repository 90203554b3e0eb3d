# SPDX-License-Identifier: Apache-2.0
"""What pogen makes of po/, and what it refuses."""
import json, sys
from sentences import run, tool, write

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

def po(**texts):
    return HEAD + "\n".join(f'msgid "{k.replace("__", ".")}"\nmsgstr "{v}"\n' for k, v in texts.items())

def made(root, area, **langs):
    for lang in ("en", "es", "pt", "ht"):
        write(root, {f"po/{area}/{lang}.po": langs.get(lang, langs["en"])})
    return tool("pogen.py", root / "po", root / "t.c", *[root / f"{l}.json" for l in ("en", "es", "pt", "ht")])

def a_sentence_reaches_the_table_and_the_phone(root):
    status, said = made(root, "door", en=po(door__hi="Hello"), ht=po(door__hi="Bonjou"))
    assert status == 0, said
    assert '{"door.hi", {"Hello", "Hello", "Hello", "Bonjou"}}' in (root / "t.c").read_text()
    assert json.loads((root / "ht.json").read_text()) == {"door.hi": "Bonjou"}

def desk_sentences_stay_off_the_phone(root):
    assert made(root, "case", en=po(case__hi="Hello"))[0] == 0
    assert json.loads((root / "en.json").read_text()) == {}

def a_missing_translation_is_refused_where_residents_read(root):
    status, said = made(root, "door", en=po(door__hi="Hello"), ht=po())
    assert status == 1 and "po/door/ht.po: door.hi is missing" in said, said

def a_missing_translation_is_refused_at_the_desk(root):
    status, said = made(root, "case", en=po(case__hi="Hello"), ht=po())
    assert status == 1 and "po/case/ht.po: case.hi is missing" in said, said

def placeholders_must_agree(root):
    status, said = made(root, "door", en=po(door__hi="Hello {name}"), es=po(door__hi="Hola {nombre}"))
    assert status == 1 and "placeholders" in said, said

def a_sentence_english_lacks_is_refused(root):
    status, said = made(root, "door", en=po(), es=po(door__hi="Hola"))
    assert status == 1 and "not in English" in said, said

def a_broken_catalogue_names_its_line(root):
    status, said = made(root, "door", en=HEAD + 'msgid "door.hi"\nmsgstr "Hello\n')
    assert status == 1 and "en.po:6" in said, said

if __name__ == "__main__":
    run(sys.modules[__name__])
