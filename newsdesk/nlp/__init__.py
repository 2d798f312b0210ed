"""Text in, records out: who claims what in a news article, on whose authority, how certainly.

Pure: no Django, no queue, no network, no clock. Importing this package does not import spaCy;
the first call of `analyse` or `warm_up` does.
"""

from newsdesk.nlp.analysis import analyse, warm_up
from newsdesk.nlp.configuration import configure
from newsdesk.nlp.fingerprint import is_german, pipeline_info
from newsdesk.nlp.records import Analysis, Claim, Mention, PipelineInfo

__all__ = [
    "Analysis",
    "Claim",
    "Mention",
    "PipelineInfo",
    "analyse",
    "configure",
    "is_german",
    "pipeline_info",
    "warm_up",
]
