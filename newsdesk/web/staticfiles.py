"""Static files under names that carry their hash, so that browsers keep them for ever."""

from collections.abc import Iterable, Iterator

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_MODULE_IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined]


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # no types
    """Also rewrites the imports between our own ES modules; a missing file fails at collectstatic.

    Only those under js/: packages ship scripts that import what they do not ship.
    """

    patterns = (*HashedFilesMixin.patterns, ("js/*.js", _MODULE_IMPORTS))
    max_post_process_passes = 20  # one for each step on the longest way of imports

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compresses what pages load, under the names that they load: all of it takes eight seconds.

        The admin's own files stay as they are.
        """
        loaded = set(paths) & set(self.hashed_files.values())
        yield from super().compress_files({path for path in loaded if not path.startswith("admin/")})
