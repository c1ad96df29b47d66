"""Says where the time of a save goes, from what perf has recorded:

    perf record -F 999 --call-graph dwarf,32768 -o save.data dateline-bench-peers save --articles 21578 --folder NEW
    perf script -i save.data | python3 profile.py

A sample counts for the first of these lines of which a function is on its stack. What prepares the articles is left out.
"""

import re
import sys
from collections import Counter

PARTS = [
    (None, r"corpus::|reuters::|flate2|miniz|wikinews"),
    ("language detection", r"analyzed::detect|whatlang|whichlang|::languages::|text::language"),
    ("FTS5: merging segments", r"fts5IndexMerge"),
    ("FTS5: writing a segment at the end of a batch", r"fts5IndexFlush|fts5FlushOneHash|fts5SyncMethod"),
    ("FTS5: words of a row into its hash", r"fts5UpdateMethod|sqlite3Fts5"),
    ("commit: log and checkpoint", r"sqlite3PagerCommit|sqlite3WalCheckpoint|walCheckpoint|pagerWalFrames|sqlite3WalFrames|vdbeCommit"),
    ("forms and tokens of scope", r"AnalyzedTexts|index_row|text::forms"),
    ("SHA-256", r"sha2|sha256|Sha256"),
    ("identify: look-ups and hashes", r"::identify"),
    ("names, pictures and dates resolved", r"resolve_names|resolve_images|resolve_date"),
    ("number of words", r"word_count|count_words"),
    ("clean", r"save::clean|::clean::"),
    ("said before", r"save::said|note_sources"),
    ("rows of tables and their indexes", r"store::statement|Transaction>::apply|statement::.*apply"),
    ("other work on statements and rows", r"sqlite3|rusqlite"),
    ("the rest of saving", r"save|store|dateline::"),
]
RULES = [(name, re.compile(pattern)) for name, pattern in PARTS]


def stacks(lines):
    """Yields the functions of each sample, the innermost first."""
    stack = []
    for line in lines:
        if line[:1] in "\t ":
            stack.append(line.split(None, 1)[-1])
        elif stack:
            yield "\n".join(stack)
            stack = []
    if stack:
        yield "\n".join(stack)


def part_of(stack):
    return next((name for name, rule in RULES if rule.search(stack)), "unknown")


counts = Counter(map(part_of, stacks(sys.stdin)))
del counts[None]
whole = sum(counts.values())
print("| part | share |\n| --- | ---: |")
for name, count in counts.most_common():
    print(f"| {name} | {100 * count / whole:.1f} % |")
