"""Saves stories with a library that is named, and prints what that took as JSON: null if it isn't installed.

    python3 saving.py sqlite-utils [STORIES.jsonl NEW.db]
    python3 saving.py reader [FEED.xml NEW.db]

Without files it prints the versions. What is timed begins after the input of sqlite-utils is read, and after reader knows of the
feed, which it reads itself.
"""

import json
import os
import platform
import sqlite3
import sys
import time


def sqlite_utils_saves(stories, file):
    import sqlite_utils

    with open(stories, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]

    def save():
        db = sqlite_utils.Database(file)
        db.enable_wal()
        db.execute("PRAGMA synchronous = NORMAL")
        story = db["story"]
        story.create({"id": int, "published": int, "headline": str, "body": str}, pk="id")
        story.enable_fts(["headline", "body"], create_triggers=True, tokenize="porter")
        story.insert_all(rows, batch_size=1000)
        if story.count != len(rows):
            raise SystemExit(f"{story.count} of {len(rows)} rows")

    return save


def reader_saves(feed, file):
    from reader import make_reader

    archive = make_reader(file, feed_root=os.path.dirname(feed))
    archive.add_feed(os.path.basename(feed))
    archive.enable_search()

    def save():
        archive.update_feeds()
        archive.update_search()
        if archive.search_entry_counts("the").total == 0:
            raise SystemExit("nothing is found")

    return save


def version(peer):
    if peer == "reader":
        import reader

        found = reader.__version__
    else:
        import sqlite_utils
        from importlib.metadata import version as version_of

        found = version_of(sqlite_utils.__name__)
    return f"{found}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


def main(peer, *files):
    try:
        found = version(peer)
    except ImportError:
        print("null")
        return
    if not files:
        print(json.dumps({"version": found}))
        return
    save = {"sqlite-utils": sqlite_utils_saves, "reader": reader_saves}[peer](*files)
    wall, processor = time.perf_counter(), time.process_time()
    save()
    print(json.dumps({"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}))


main(*sys.argv[1:])
