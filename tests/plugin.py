"""Loaded before Django: a private folder for the tests, and a PostgreSQL of their own where one is wanted.

`NEWSDESK_TEST_DATABASE=postgres` runs the suite on PostgreSQL, otherwise on SQLite.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

folder = tempfile.mkdtemp(prefix="newsdesk-test-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ.update(
    NEWSDESK_VAR=folder,
    SECRET_KEY="only for tests, nothing is signed with it elsewhere",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
)
for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "HTTPS", "DEBUG"):
    os.environ.pop(name, None)
