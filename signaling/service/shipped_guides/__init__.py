"""The guides of the services that a fresh server offers, one file each."""
