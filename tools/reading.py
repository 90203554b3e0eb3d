#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""reading.py -- fail when what residents read in English is above grade 6 (Flesch-Kincaid,
the text of an area as a whole, syllables counted by their vowels), or when one of its
sentences has more than 25 words."""
import re, sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pogen

AREAS = ("receipt", "resident")
GRADE, WORDS = 6.0, 25
SHORT = 5  # labels are no sentences

def syllables(word):
    word = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", word)))

def grade(sentences):
    words = [w for s in sentences for w in s]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59

def main(root):
    bad = []
    for area in AREAS:
        sentences = []
        for id, text in sorted(pogen.read(Path(root, "po", area, "en.po")).items()):
            if not id:
                continue
            for s in re.split(r"(?<=[.?!:])\s+|\n+", re.sub(r"\{(\w+)\}", r"\1", text)):
                words = re.findall(r"[A-Za-z']+", s)
                if len(words) > WORDS:
                    bad.append(f"po/{area}/en.po: {id}: a sentence of {len(words)} words")
                if len(words) >= SHORT:
                    sentences.append(words)
        if (found := grade(sentences)) > GRADE:
            bad.append(f"po/{area}/en.po: reading grade {found:.1f}, not {GRADE:.0f}")
        else:
            print(f"{area}: grade {found:.1f}")
    print("\n".join(bad), end="\n" if bad else "")
    sys.exit(bool(bad))

if __name__ == "__main__":
    main(*sys.argv[1:])
