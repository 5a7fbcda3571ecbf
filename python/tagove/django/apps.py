"""The app: it has a template tag and nothing else."""

from django.apps import AppConfig


class TagoveConfig(AppConfig):  # type: ignore[misc]  # Django has no types
    name = "tagove.django"
    # The last part of the name would be taken for Django's own.
    label = "tagove"
