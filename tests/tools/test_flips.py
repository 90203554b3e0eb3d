# SPDX-License-Identifier: Apache-2.0
"""Each rule of the table of rights is turned round, one at a time, and the tests of it must fail: policy.c is compiled
anew for each and comes before the library's."""
import json, re, shlex, subprocess, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from sentences import run

BUILD = Path("build-check")
SOURCE = Path("src/domain/policy.c")
TESTS = ("test_policy", "test_rights_words")
RULE = re.compile(r"^    \{ROLE_\w+, +ACT_\w+, +&(\w+)\},\n", re.M)
NEED = re.compile(r"^    (\w+) += \{([^,{}]+), ([^,{}]+),", re.M)

def turned_rules(text):
    """Without it; and, where it asks for something, for everybody of the role."""
    for m in RULE.finditer(text):
        yield m[0].strip() + " is gone", text[:m.start()] + text[m.end():]
        if m[1] != "ALWAYS":
            yield m[0].strip() + " always", text[:m.start(1)] + "ALWAYS" + text[m.end(1):]

def turned_needs(text):
    """Each fact that a need names is left out, the words staying as they are."""
    for m in NEED.finditer(text):
        for group in (2, 3):
            facts = m[group].split(" | ")
            for i, fact in enumerate(facts):
                if fact != "0":
                    left = " | ".join(facts[:i] + facts[i + 1:]) or "0"
                    yield f"{m[1]} without {fact}", text[:m.start(group)] + left + text[m.end(group):]

def command(of):
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        if entry["file"].endswith(of):
            return [w for w in shlex.split(entry["command"]) if w != "-Werror"]
    raise AssertionError(f"{of} is not built")

def link(test):
    said = subprocess.run(["ninja", "-C", BUILD, "-t", "commands", f"tests/unit/{test}"], capture_output=True, text=True, check=True)
    return shlex.split(said.stdout.splitlines()[-1])

class Turned:
    def __init__(self, root):
        self.root, self.compiling, self.linking = root, command("src/domain/policy.c"), {t: link(t) for t in TESTS}

    def compile(self, n, text):
        source, obj = self.root / f"{n}.c", self.root / f"{n}.o"
        source.write_text(text)
        words = [w for w in self.compiling if not re.match(r"-M[DQF]?$|-O\d$", w) and not w.endswith(".o.d")]
        i = words.index("-o")
        words = words[:i - (words[i - 1].endswith(".o"))] + ["-O0", "-o", str(obj), "-c", str(source)]
        subprocess.run(words, cwd=BUILD, check=True, capture_output=True)
        return obj

    def holds(self, n, text):
        """Whether every test is content with it."""
        obj = self.compile(n, text)
        for test in TESTS:
            program = self.root / f"{n}-{test}"
            words = list(self.linking[test])
            words[words.index("-o") + 1] = str(program)
            words.insert(words.index("-o") + 2, str(obj))
            subprocess.run(words, cwd=BUILD, check=True, capture_output=True)
            if subprocess.run([program], capture_output=True, timeout=120).returncode != 0:
                return False
        return True

def every_rule_that_is_turned_round_is_noticed(root):
    text = SOURCE.read_text()
    turned = [*turned_rules(text), *turned_needs(text)]
    assert len(turned) > len(RULE.findall(text)) > 100
    work = Turned(root)
    assert work.holds("as-it-is", text)
    with ThreadPoolExecutor(max_workers=2) as pool:
        lived = [what for what, held in zip((w for w, _ in turned), pool.map(lambda p: work.holds(*p), enumerate(t for _, t in turned)))
                 if held]
    assert not lived, lived

run(sys.modules[__name__])
