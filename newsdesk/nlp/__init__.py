"""Text in, records out: who claims what in a news article, on whose authority, how certainly.

Pure: no Django, no queue, no network, no clock. Importing this package does not import spaCy;
the first call of `analyse` or `warm_up` does.
"""

from newsdesk.nlp.analysis import analyse, warm_up
from newsdesk.nlp.configuration import configure
from newsdesk.nlp.detection import detect_language
from newsdesk.nlp.fingerprint import pipeline_info
from newsdesk.nlp.languages import has_rules, language_code, language_codes
from newsdesk.nlp.records import Analysis, Claim, Mention, PipelineInfo

__all__ = [
    "Analysis",
    "Claim",
    "Mention",
    "PipelineInfo",
    "analyse",
    "configure",
    "detect_language",
    "has_rules",
    "language_code",
    "language_codes",
    "pipeline_info",
    "warm_up",
]
