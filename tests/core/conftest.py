"""Profiles of Hypothesis: `quick` finds the same examples on every run; `HYPOTHESIS_PROFILE=long` looks for new ones."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

settings.register_profile("quick", derandomize=True, deadline=None, max_examples=250, stateful_step_count=60)
settings.register_profile(
    "long",
    deadline=None,
    max_examples=3_000,
    stateful_step_count=100,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# Hypothesis also draws numbers that it finds in the source of whatever is imported by then: which tests ran before, and in
# which process, would change the examples.
providers._get_local_constants = lambda: providers._local_constants
