# SPDX-License-Identifier: Apache-2.0
"""sentences.py -- runs a module's test functions, each named as a sentence, in its own
temporary folder, and prints a line a test."""
import inspect, shutil, subprocess, sys, tempfile, traceback
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[2] / "tools"

def write(root, files):
    for name, text in files.items():
        path = Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

def tool(name, *args):
    """Exit status and everything the tool said."""
    done = subprocess.run([sys.executable, TOOLS / name, *map(str, args)], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout

def run(module):
    bad = 0
    for name, test in inspect.getmembers(module, inspect.isfunction):
        if test.__module__ != module.__name__ or list(inspect.signature(test).parameters) != ["root"]:
            continue
        root = Path(tempfile.mkdtemp())
        try:
            test(root)
            print(f"ok {name}")
        except Exception:
            bad += 1
            print(f"not ok {name}")
            traceback.print_exc(file=sys.stdout)
        finally:
            shutil.rmtree(root)
    sys.exit(bad > 0)
