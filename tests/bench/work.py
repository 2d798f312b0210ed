"""The worker: what it costs beside the analysis, how much it reads, whether its memory stays flat."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import psutil

from tests.bench.report import Figure, median_and_p95
from tests.bench.stores import available_stores, embedded, upload, wait_until_read
from tests.faults.installation import Installation, pool_of
from tests.texts import varied_article

TASK_TIME = re.compile(r"Task newsdesk\.read_item\[[^]]+\] succeeded in ([0-9.]+)s")
ARTICLES = 200
WARM_ARTICLES = 20
MEMORY_ARTICLES = 5_000
MEMORY_WARM_AFTER = 500

RUN_SECONDS = """
from newsdesk.analysis.models import PipelineRun
runs = PipelineRun.objects.order_by("finished_at")
result = [[run.analysis_seconds, run.finished_at.timestamp()] for run in runs]
"""


def overhead() -> Iterator[Figure]:
    """A worker's time for an article less the analysis' own; one process, so that nothing else is counted."""
    for name, installed in available_stores():
        worker = installed.start_worker(concurrency=1)
        upload(installed, 0, WARM_ARTICLES + ARTICLES)
        wait_until_read(installed, WARM_ARTICLES + ARTICLES)
        runs = installed.execute(RUN_SECONDS)
        tasks = [float(seconds) for seconds in TASK_TIME.findall(installed.log.read_text("utf-8"))]
        yield from overhead_figures(name, tasks, runs)
        worker.terminate()


def overhead_figures(name: str, tasks: list[float], runs: list[list[float]]) -> Iterator[Figure]:
    """`tasks` and `runs` are in the same order: one process has worked on one article after the other."""
    analysis = [seconds for seconds, _finished in runs]
    inside = [1_000 * (task - own) for task, own in zip(tasks, analysis, strict=True)]
    finished = [moment for _seconds, moment in runs]
    between = [
        1_000 * (after - before - own)
        for before, after, own in zip(finished, finished[1:], analysis[1:], strict=False)
    ]
    yield from median_and_p95(f"overhead in the task ({name})", inside[WARM_ARTICLES:], "ms", 20)
    yield from median_and_p95(f"overhead with queue and pool ({name})", between[WARM_ARTICLES:], "ms", 20)


def throughput() -> Iterator[Figure]:
    """Articles a minute, beside bare `analyse` over the same texts in one process."""
    bare = ARTICLES / bare_seconds(ARTICLES)
    yield Figure("bare analyse, one process", 60 * bare, "articles/min")
    for name, installed in available_stores():
        for processes in (1, psutil.cpu_count() or 1):
            yield Figure(
                f"worker with {processes} processes ({name})", 60 * rate(installed, processes), "articles/min"
            )


def rate(installed: Installation, processes: int) -> float:
    """Articles a second, the first ones not counted."""
    before = installed.count("analysis_pipelinerun", "succeeded")
    worker = installed.start_worker(concurrency=processes)
    upload(installed, before, WARM_ARTICLES + ARTICLES)
    wait_until_read(installed, before + WARM_ARTICLES + ARTICLES)
    worker.terminate()
    worker.wait()
    runs: list[list[float]] = installed.execute(RUN_SECONDS)
    finished = [moment for _seconds, moment in runs][before + WARM_ARTICLES :]
    return (len(finished) - 1) / (max(finished) - min(finished))


def bare_seconds(count: int) -> float:
    from newsdesk.nlp import analyse, warm_up

    warm_up()
    texts = [varied_article(number) for number in range(count)]
    started = time.perf_counter()
    for text in texts:
        analyse(text)
    return time.perf_counter() - started


def tokenizer() -> Iterator[Figure]:
    """Words a second, beside spaCy's bare tokenizer over the same texts."""
    import spacy

    words = sum(len(varied_article(number).split()) for number in range(ARTICLES))
    nlp: Any = spacy.blank("de")
    texts = [varied_article(number) for number in range(ARTICLES)]
    list(nlp.pipe(texts[:10]))
    started = time.perf_counter()
    list(nlp.pipe(texts))
    yield Figure("spaCy's blank tokenizer", words / (time.perf_counter() - started), "words/s")
    yield Figure("analyse", words / bare_seconds(ARTICLES), "words/s")


def memory() -> Iterator[Figure]:
    """One pool process over all articles, never replaced: its memory after the first and after the last.

    Files that it maps, SQLite's among them, belong to the system's cache and are not counted.
    """
    with embedded() as installed:
        options = ("--concurrency", "1", "--max-tasks-per-child", "1000000", "--loglevel", "WARNING")
        worker = installed.start("-m", "celery", "-A", "newsdesk.celery", "worker", *options)
        samples = []
        for first in range(0, MEMORY_ARTICLES, MEMORY_WARM_AFTER):
            upload(installed, first, MEMORY_WARM_AFTER)
            wait_until_read(installed, first + MEMORY_WARM_AFTER)
            samples.append(own_memory(pool_of(worker)[0]))
    drift = max(abs(sample / samples[0] - 1) for sample in samples[1:])
    yield Figure(f"worker memory after {MEMORY_WARM_AFTER:,} articles", samples[0], "MB")
    yield Figure(f"worker memory after {MEMORY_ARTICLES:,} articles", samples[-1], "MB")
    yield Figure("worker memory, largest drift between them", 100 * drift, "%", 5)


def own_memory(process: psutil.Process) -> float:
    """Megabytes of a process without the files that it maps."""
    memory = process.memory_info()
    return float(memory.rss - memory.shared) / 1e6
