# SPDX-License-Identifier: Apache-2.0
"""Titles of code sections in four languages: all of them, or the official one alone."""
import sys
from sentences import run, tool, write

SECTIONS = ("section,title,endangering,responsible,listed,status,places,words,phrases\n"
            "1.1,Heat,1,owner,,draft,bedroom,warm,\n1.2,Refuse,0,owner,,draft,yard,trash,\n")
BOTH = {lang: "section,title\n1.1,Calor\n1.2,Basura\n" for lang in ("es", "pt", "ht")}

def made(root, **langs):
    """A city of its own with one code, and one NSPIRE item that has English only."""
    write(root, {"cmr410/editions.csv": "edition,title,from,to,file\nown:1,Own code,1900-01-01,,own.csv\n",
                 "cmr410/own.csv": SECTIONS, "nspire/items.csv": "item,areas\nLitter,IO\n",
                 "permission/VERSION": "1\n", "agreement/en.txt": "We agree."})
    for lang in ("en", "es", "pt", "ht"):
        write(root, {f"permission/{lang}.txt": "x", f"card/{lang}.txt": "y"})
    write(root, {f"cmr410/own.{lang}.csv": text for lang, text in langs.items()})
    return tool("librarygen.py", root, root / "t.c")

def a_title_reaches_the_table_in_four_languages(root):
    status, said = made(root, **{**BOTH, "ht": "section,title\n1.2,Fatra\n1.1,Chalè\n"})
    assert status == 0, said
    assert ('{"1.1", {[LANG_EN] = "Heat", [LANG_ES] = "Calor", [LANG_PT] = "Calor", '
            '[LANG_HT] = "Chalè"}') in (root / "t.c").read_text(encoding="utf-8")

def a_code_without_titles_is_read_in_english(root):
    status, said = made(root)
    assert status == 0, said
    made_of = (root / "t.c").read_text(encoding="utf-8")
    assert '{"1.1", {[LANG_EN] = "Heat"},' in made_of and '{{[LANG_EN] = "Litter"}, "IO"}' in made_of

def a_missing_title_is_refused(root):
    status, said = made(root, **{**BOTH, "pt": "section,title\n1.1,Calor\n"})
    assert status == 1 and "own.pt.csv: 1.2 is missing" in said, said

def a_foreign_title_is_refused(root):
    status, said = made(root, **{**BOTH, "es": BOTH["es"] + "1.3,Luz\n"})
    assert status == 1 and "own.es.csv: 1.3 is not in own.csv" in said, said

def a_second_or_empty_title_is_refused(root):
    for more in ("1.2,Desechos\n", '1.2," "\n'):
        status, said = made(root, **{**BOTH, "es": "section,title\n1.1,Calor\n1.2,Basura\n" + more})
        assert status == 1 and "own.es.csv: 1.2: one title" in said, said

def a_language_that_is_left_out_is_refused(root):
    status, said = made(root, es=BOTH["es"], pt=BOTH["pt"])
    assert status == 1 and "own.ht.csv" in said, said

if __name__ == "__main__":
    run(sys.modules[__name__])
