"""SQLite under eight processes that write at once: each waits for its turn."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.faults.installation import installation

pytestmark = [pytest.mark.fault, pytest.mark.long]

WRITERS = 8
ARTICLES = 500

PEOPLE = """
from newsdesk.demo import builders
owner = builders.build_user("owner@example.org")
builders.build_desk(owner=owner, slug="desk")
result = True
"""
WRITER = """
import sys, django
django.setup()
from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import services
from newsdesk.analysis.execution import execute_run, read_item
from newsdesk.articles.services import IncomingFile
from tests.texts import varied_article
first, count = map(int, sys.argv[1:])
desk, user = Desk.objects.get(), User.objects.get()
for number in range(first, first + count):
    text = varied_article(number)[:600]
    upload = services.submit_upload(user=user, desk=desk, files=[IncomingFile.pasted(f"{number} {text}")])
    execute_run(read_item(upload.items.get().pk))
"""
# What went wrong and was, or would have been, tried again.
TROUBLE = """
from newsdesk.analysis.models import PipelineRun
from newsdesk.articles.models import UploadItem
rows = [row for model in (UploadItem, PipelineRun) for row in model.objects.exclude(state="succeeded")]
result = [[row.state, row.error_code, row.stage, row.traceback[-300:]] for row in rows]
"""


def test_eight_writers_never_find_the_database_locked(tmp_path: Path) -> None:
    with installation(tmp_path) as newsdesk:
        newsdesk.manage("migrate", "--verbosity", "0")
        newsdesk.execute(PEOPLE)
        environment = newsdesk.environment | {"DJANGO_SETTINGS_MODULE": "newsdesk.settings"}
        writers: list[subprocess.Popen[bytes]] = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(n * ARTICLES), str(ARTICLES)],
                env=environment,
                cwd=settings.BASE_DIR,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
            for n in range(WRITERS)
        ]
        newsdesk.processes.extend(writers)

        complaints = [writer.communicate(timeout=900)[1].decode() for writer in writers]

        assert [writer.returncode for writer in writers] == WRITERS * [0], complaints
        assert "locked" not in "".join(complaints)
        assert newsdesk.execute(TROUBLE) == []
        census = newsdesk.execute("from tests.faults.census import census\nresult = census()")
        assert census["texts_read"] == census["articles"] == WRITERS * ARTICLES
        assert census["texts_read_twice"] == census["open_rows"] == census["missing_mentions"] == 0
