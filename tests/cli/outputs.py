# SPDX-License-Identifier: Apache-2.0
"""outputs.py -- everything that the command line gives out of a city that lives: what each command that reads says on
both outputs, and each file that it writes."""
import os, re, subprocess, uuid, zlib
from city import PROGRAM

# Which commands give something out: {case}, {out} (new), {in} (a file that others wrote) and people stand for themselves.
READ = {
    "routes": [], "settings": [], "migrate": [], "city": [], "city idp": [], "user list": [], "audio list": [], "keys": [],
    "doctor": [], "audit verify": [], "bounced": [], "retention": ["--as", "{records}"],
    "audit who-saw": ["{case}"],
    "report evaluation": ["--edition", "internal"],
    "report evaluation public": ["--edition", "public"],
    "report evaluation html": ["--edition", "internal", "--format", "html"],
    "export public-records": ["--whole-city", "--asker", "anybody", "--out", "{out}"],
    "export public-records occupant": ["--whole-city", "--asker", "occupant", "--out", "{out}"],
    "cards": ["--count", "2", "--lang", "en", "--out", "{out}.pdf"],
    "backup": ["{out}"],
    "erase": ["{case}", "--as", "{privacy}", "--reason", "asked"],
    "breach": ["--from", "2000-01-01", "--to", "2199-01-01", "--out", "{out}"],
    "breach names": ["--from", "2000-01-01", "--to", "2199-01-01", "--out", "{out}", "--names"],
    "import outcomes": ["{in}", "--as", "{care-lead}", "--dry-run"],
    "import referrals": ["{in}", "--dry-run"], "import addresses": ["{in}", "--dry-run"],
    "import inspections": ["{in}", "--dry-run"], "import violations": ["{in}", "--dry-run"],
    "import directory": ["{in}.folder", "--dry-run"], "import phone": ["{in}"],
}
# The others, and why they give out nothing of anybody.
CHANGE = {
    "demo": "a city of its own", "init": "a city of its own", "serve": "its log is read", "restore": "reads a backup",
    "restored": "reads the stores' sums", **dict.fromkeys(
        ("user add", "user invite", "user end-phones", "user end-second", "user disable"), "one e-mail, typed there"),
    **dict.fromkeys(("city set", "city begin", "city idp set", "city idp group", "city idp passwords", "city idp unlink",
                     "city idp drop"), "settings, typed there"),
    "audio add": "a file of sound", **dict.fromkeys(("keys rotate", "keys retire", "keys entrust", "keys bring-back", "keys give-up-class"), "prints of keys"),
}
IMPORTS = ("addresses", "directory", "phone", "inspections", "violations", "referrals", "outcomes")

def commands():
    """By the program's own words."""
    usage = subprocess.run([PROGRAM], capture_output=True, text=True)
    return set(re.findall(r"(?m)^  ([a-z-]+(?: [a-z-]+)*)(?= |$)", usage.stdout + usage.stderr))

def unpacked(b):
    """A file's bytes, and the streams of a PDF in it."""
    out = [b]
    for piece in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", b, re.S):
        try:
            out.append(zlib.decompress(piece))
        except zlib.error:
            continue
    return b"\n".join(out)

def of_command(s, root, name, words, given):
    """{(command, what): bytes}; its temporary files must be gone."""
    out, tmp = root / f"out-{uuid.uuid4()}", root / "tmp"
    tmp.mkdir(exist_ok=True)
    people = {role: a["email"] for role, a in s.accounts.items()}
    real = [name.rsplit(" ", 1)[0]] if name.rsplit(" ", 1)[-1] in ("public", "html", "occupant", "names") else [name]
    line = [w.format_map({**people, **given, "out": str(out)}) for w in words]
    found = {}
    for more in ([], ["--json"]):
        with open(given["in"]) as text:
            done = subprocess.run([PROGRAM, *real[0].split(), *line, *more, "--data", str(s.data)], stdin=text,
                                  capture_output=True, env={**os.environ, "TMPDIR": str(tmp)})
        found[name, " ".join(["said", *more])] = done.stdout + b"\n" + done.stderr
        assert done.returncode in (0, 1) or "--json" in more, (name, done.stderr)
    for f in (p for p in root.glob(f"{out.name}*") for p in ([p] if p.is_file() else p.rglob("*")) if p.is_file()):
        found[name, f.name] = unpacked(f.read_bytes())
    assert not list(tmp.iterdir()), (name, list(tmp.iterdir()))
    return found

def outputs(s, root, given):
    found = {}
    for name, words in READ.items():
        found.update(of_command(s, root, name, words, given))
    return found
