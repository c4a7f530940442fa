"""Profiles of Hypothesis: `quick` finds the same examples on every run; `HYPOTHESIS_PROFILE=long` looks for new ones."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("quick", derandomize=True, deadline=None, max_examples=400, stateful_step_count=60)
settings.register_profile(
    "long",
    deadline=None,
    max_examples=3_000,
    stateful_step_count=100,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
