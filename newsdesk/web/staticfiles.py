"""Static files under names that carry their hash, so that browsers keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # no types
    """Also rewrites the imports between our ES modules; a missing file fails at collectstatic."""

    support_js_module_import_aggregation = True
