"""The one error of this package."""

from typing import Final

ERROR_CODES: Final = frozenset(
    {
        "empty",  # nothing to read is left once the format is taken away
        "binary",  # not text, and not a document format either (an image, a program, an archive)
        "encoding",  # text in an encoding that cannot be told with certainty
        "too_long",  # params: limit, length (characters)
        "unsupported",  # a document format that no module here reads; params: media_type
        "malformed",  # the format's own rules are broken; params: reason (developer English)
        "surrogates",  # half of a surrogate pair, which no file can store
    }
)


class ParseError(Exception):
    """A file that cannot become an article, with a code from `ERROR_CODES` and its parameters.

    Neither the message nor the parameters carry any text of the file.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        if code not in ERROR_CODES:
            raise ValueError(f"unknown parse error code {code!r}")
        self.code = code
        self.params = params
        details = ", ".join(f"{name}={value}" for name, value in sorted(params.items()))
        super().__init__(f"{code} ({details})" if details else code)
