"""How much Hypothesis tries: little and without a time limit on every run; `--hypothesis-profile=ci` tries its own."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("domain", max_examples=100, deadline=None)
if settings.get_current_profile_name() == "default":
    settings.load_profile("domain")
