"""The receipt as a Django app."""

from django.apps import AppConfig


class ReceiptConfig(AppConfig):
    """Adds the receipt to the story of today."""

    name = "digibarometer.results.receipt"
    label = "receipt"

    def ready(self) -> None:
        """Be the story's last page, where there is a round before."""
        from digibarometer.results import story
        from digibarometer.results.receipt.page import receipt_page

        story.extra_pages.append(receipt_page)
