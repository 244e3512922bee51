"""How a reference stands in an address."""

from django.urls import register_converter

from recruitment.applications.references import ALPHABET


class ReferenceConverter:
    """Match references only, so that nothing else is ever looked up as one."""

    regex = f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}"

    def to_python(self, value: str) -> str:
        """Return the reference as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the reference as it stands."""
        return value


register_converter(ReferenceConverter, "reference")
