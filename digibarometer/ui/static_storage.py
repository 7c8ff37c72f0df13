"""Static files with their content's hash in the name, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Falls back on plain names where files have not been gathered, as in tests."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name with the hash; without a manifest the plain one, also where there is no file to hash."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
