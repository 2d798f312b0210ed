"""Names: persons, organisations, places, peoples, weapons, events, laws and works.

Lists, patterns and the recogniser propose readings; the longest reading of a stretch wins, of equally long
ones a pattern before a list, a list before the recogniser, a description after both. What was found once is
then found in the whole article, and names inside longer mentions and compounds are added as nested.
"""

from newsdesk.nlp.languages.de.names.assembly import find_names
from newsdesk.nlp.languages.de.names.titles import is_office

__all__ = ["find_names", "is_office"]
