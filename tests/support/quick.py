"""`bangban`, but passwords cost little: at full strength, a server under test would do little else than check them."""

from functools import partial
from unittest.mock import patch

from argon2 import PasswordHasher

from signaling import cli
from signaling.service import passwords

if __name__ == "__main__":
    with patch.object(passwords, "PasswordHasher", partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)):
        cli.app()
