"""Word vectors that are remembered.

Floret makes a vector anew from all parts of a word at each sight of it, which took a fifth of the time
of reading; words recur.
"""

from __future__ import annotations

from typing import Any

import numpy as np

MOST_WORDS = 20_000


class RememberedVectors:
    """The vectors of a table, each computed once, until `most` words are known and all are forgotten.

    It has what spaCy's layer of static vectors asks of a table.
    """

    def __init__(self, vectors: Any, most: int = MOST_WORDS) -> None:
        self.vectors = vectors
        self.most = most
        self._rows: dict[int, int] = {}
        self._known = np.zeros((most, vectors.data.shape[1]), dtype="float32")

    def get_batch(self, keys: Any) -> Any:
        """One row a key (hash of a word), in their order, as the table itself gives it."""
        words, places = np.unique(np.asarray(keys, dtype="uint64"), return_inverse=True)
        if len(words) > self.most:
            return self.vectors.get_batch(keys)
        missing = [word for word in words.tolist() if word not in self._rows]
        if len(self._rows) + len(missing) > self.most:
            self._rows.clear()
            missing = words.tolist()
        if missing:
            first = len(self._rows)
            self._known[first : first + len(missing)] = self.vectors.get_batch(missing)
            self._rows.update(zip(missing, range(first, first + len(missing)), strict=True))
        return self._known[[self._rows[word] for word in words.tolist()]][places]
