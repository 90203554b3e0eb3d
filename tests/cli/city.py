# SPDX-License-Identifier: Apache-2.0
"""city.py -- a new city in a temporary folder, and the program at its command line."""
import json, os, shutil, subprocess, sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))
PROGRAM = os.environ.get("DOORSTEP", str(HERE.parents[1] / "build-check/doorstep"))
PROJECT = HERE.parents[1]
SHARED = PROJECT.parent / "shared/data" # real data, where a machine has it

def doorstep(*words):
    """Exit status and what it said, both outputs."""
    done = subprocess.run([PROGRAM, *map(str, words)], text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout

class City:
    def __init__(self, root):
        self.dir = Path(root, "city")
        status, said = doorstep("init", self.dir, "--city", "Testham",
                                "--timezone", "America/New_York")
        assert status == 0, said

    def run(self, *words):
        return doorstep(*words, "--data", self.dir)

    def said(self, *words):
        """The JSON documents of a command that must succeed."""
        status, text = self.run(*words, "--json")
        assert status == 0, text
        documents, at = [], 0
        while text[at:].strip():
            at += len(text[at:]) - len(text[at:].lstrip())
            document, at = json.JSONDecoder().raw_decode(text, at)
            documents.append(document)
        return documents

def furnished(at):
    city = City(at)
    city.said("import", "directory", PROJECT / "data/demo/directory")
    city.said("import", "addresses", PROJECT / "data/demo/addresses.csv")
    return city

def backed_up(at):
    city = furnished(at)
    status, said = city.run("backup", at / "backup")
    assert status == 0, said
    return city

def new_home(root, city):
    home = root / "new"
    home.mkdir(0o700)
    shutil.copytree(city.dir / "keys", home / "keys")
    return home
