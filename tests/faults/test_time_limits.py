"""An article that takes too long is stopped, fails visibly, and the worker reads the next one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.installation import RUNS, installation
from tests.services.processes import wait_until

pytestmark = pytest.mark.fault

UPLOAD = """
from newsdesk.demo import builders
from tests.texts import article_of
owner = builders.build_user("owner@example.org")
desk = builders.build_desk(owner=owner, slug="desk")
files = [("long.txt", article_of(150_000).encode()), ("short.txt", b"Das sei gut, sagte Erika Lund.")]
builders.build_upload(desk, owner, files)
result = True
"""
FAILURE = """
from newsdesk.analysis.models import PipelineRun
run = PipelineRun.objects.get(state="failed")
result = [run.error_code, run.error_params, run.attempts, "SoftTimeLimitExceeded" in run.traceback]
"""


def test_an_article_over_the_soft_limit_fails_and_the_next_one_is_read(tmp_path: Path) -> None:
    with installation(tmp_path) as newsdesk:
        newsdesk.environment |= {"TASK_SOFT_TIME_LIMIT": "2", "TASK_TIME_LIMIT": "30"}
        newsdesk.manage("migrate", "--verbosity", "0")
        newsdesk.execute(UPLOAD)
        newsdesk.start_worker(concurrency=1)

        wait_until(lambda: newsdesk.count(RUNS, "failed") == 1, seconds=60, what=newsdesk.tail())
        newsdesk.wait_for_runs(1, seconds=30)

        assert newsdesk.execute(FAILURE) == ["too_slow", {"limit": 2.0}, 1, True]
