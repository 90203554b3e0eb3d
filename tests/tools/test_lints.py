# SPDX-License-Identifier: Apache-2.0
"""Each rule that a lint keeps, broken once."""
import subprocess, sys
from sentences import run, tool, write

SPDX = "/* x.c -- x.\n * SPDX-License-Identifier: Apache-2.0 */\n"

def layers(root, path, line):
    write(root, {f"src/{path}": SPDX + line + "\n"})
    return tool("layers.py", root / "src")

def web_may_not_reach_the_store(root):
    status, said = layers(root, "web/case_pages.c", '#include "store/db.h"')
    assert status == 1 and "web may not include store/db.h" in said, said

def domain_knows_only_core(root):
    assert layers(root, "domain/need.c", '#include "core/err.h"')[0] == 0
    assert layers(root, "domain/need.c", '#include "base/text.h"')[0] == 1

def core_is_freestanding(root):
    status, said = layers(root, "core/day.c", "#include <stdio.h>")
    assert status == 1 and "freestanding" in said, said

def the_http_library_is_known_by_http_alone(root):
    assert layers(root, "web/pages.c", "#include <microhttpd.h>")[0] == 1

def a_letter_may_not_even_name_care(root):
    assert layers(root, "wire/letter.c", '#include "domain/order_read.h"')[0] == 0
    for line in ('#include "store/queries_care.h"', '#include "domain/consent.h"', "    session_db(s, STORE_CARE, &db);"):
        for path in ("wire/letter.c", "app/letter_app.c", "store/inspection_store.c", "worker/sheet.c"):
            status, said = layers(root, path, line)
            assert status == 1 and "a letter knows nothing of care" in said, (path, line, said)

def whoever_asks_the_care_store_is_care_by_any_name(root):
    write(root, {"src/store/quiet_store.c": SPDX + '#include "store/queries_care.h"\n', "src/store/quiet_store.h": SPDX,
                 "src/app/calm.h": SPDX + '#include "store/quiet_store.h"\n', "src/store/open_store.h": SPDX})
    for line in ('#include "store/quiet_store.h"', '#include "app/calm.h"'):  # itself, and by a header
        status, said = layers(root, "app/letter_app.c", line)
        assert status == 1 and "a letter knows nothing of care" in said, (line, said)
    assert layers(root, "app/letter_app.c", '#include "store/open_store.h"')[0] == 0

def lengths(root, files):
    write(root, files)
    subprocess.run(["git", "init", "-q", root], check=True)
    return tool("lengths.py", root)

def a_function_of_sixty_one_lines_is_refused(root):
    body = lambda n: SPDX + "int f(void)\n{\n" + "    f();\n" * (n - 3) + "}\n"
    assert lengths(root, {"src/a.c": body(60)})[0] == 0
    status, said = lengths(root, {"src/a.c": body(61)})
    assert status == 1 and "a function of 61 lines" in said, said

def goto_and_a_missing_licence_are_refused(root):
    status, said = lengths(root, {"src/a.c": "int f(void)\n{\n    goto end;\n}\n"})
    assert "goto" in said and "SPDX" in said, said

def strings(root, path, line):
    write(root, {path: line + "\n"})
    return tool("strings.py", root)

def sql_in_c_is_refused(root):
    assert strings(root, "src/app/a.c", 'q("select a from b");')[0] == 1

def a_transaction_word_outside_the_drivers_is_refused(root):
    assert strings(root, "src/app/a.c", 'q("begin immediate");')[0] == 1
    assert strings(root, "src/app/a.c", 'text("release.title");')[0] == 0 # a sentence's name

def markup_in_c_and_in_scripts_is_refused(root):
    assert strings(root, "src/web/a.c", 'put_markup(o, "<p>");')[0] == 1
    assert strings(root, "static/js/a.js", "el.innerHTML = x;")[0] == 1

def a_rule_in_a_script_is_refused(root):
    assert strings(root, "static/js/a.js", "if (state === 'connected-all') go();")[0] == 1
    assert strings(root, "static/js/b.js", "if (note.length > 2000) stop();")[0] == 1

def an_inline_handler_in_a_view_is_refused(root):
    assert strings(root, "views/a/b.html", '<a onclick="x()">')[0] == 1

def a_sentence_in_a_view_is_refused(root):
    assert strings(root, "views/a/b.html", "<p>Please sign here</p>")[0] == 1
    assert strings(root, "views/a/c.html", "<p>{{t a.b}}</p>")[0] == 1  # b.html still stands

def view(root, html):
    write(root, {"views/a/b.html": "{{view a_b}}\n" + html})
    status, said = tool("viewgen.py", root / "a.h", root / "a.c", "a", root / "views/a/b.html")
    return status, said + (root / "a.c").read_text() if status == 0 else said

def every_form_tells_the_browser_to_keep_nothing_of_it(root):
    for html in ('<form method="post"><input name="a"></form>', "<form><textarea></textarea></form>"):
        status, made = view(root, html)
        assert status == 0 and made.count('autocomplete=\\"off\\"') == 1, made
    status, made = view(root, '<form autocomplete="on"></form>')
    assert status == 0 and "off" not in made, made
    status, said = view(root, "<form></form><textarea></textarea>")
    assert status == 1 and "a text area stands in a form" in said, said

def messages(root, c):
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    for lang in ("en", "es", "pt", "ht"):
        write(root, {f"po/case/{lang}.po": head + 'msgid "case.hi"\nmsgstr "Hello"\n'})
    write(root, {"src/a.c": c})
    return tool("messages.py", root)

def an_unknown_message_is_named(root):
    status, said = messages(root, 'text(lang, "case.hi"); return failed(ERR_INVALID, "case.ho");')
    assert status == 1 and "case.ho is named and not in po/" in said, said

def an_unused_message_is_named(root):
    status, said = messages(root, "")
    assert status == 1 and "case.hi is never used" in said, said

def an_id_made_at_run_time_counts_as_used(root):
    assert messages(root, 'snprintf(id, sizeof id, "case.%s", word);')[0] == 0

if __name__ == "__main__":
    run(sys.modules[__name__])
