# SPDX-License-Identifier: Apache-2.0
"""started.py -- a city that is there, served again as a city is."""
import contextlib, re, signal, subprocess
from city import PROGRAM
from served import Served

class Started(Served):
    """A furnished city that is there, served as a city is."""
    def __init__(self, before, *more):
        self.data, self.accounts, self.tokens = before.data, before.accounts, {}
        self.process = subprocess.Popen([PROGRAM, "serve", "--data", str(self.data), "--port", "0", *more], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.url = re.search(r"http://\S+", self.process.stdout.readline())[0]

    def type(self, words):
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()

@contextlib.contextmanager
def started(before, *more):
    s = Started(before, *more)
    try:
        yield s
    finally:
        s.process.send_signal(signal.SIGTERM)
        s.process.wait(20)
