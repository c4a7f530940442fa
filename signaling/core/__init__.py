"""The domain: who waits, who rings, who talks. Pure; it knows no clock, no socket and no database."""
