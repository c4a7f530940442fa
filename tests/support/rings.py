from signaling.core.session import Ring, Session


def ring_of(session: Session) -> Ring | None:
    """The oldest open ring: the only one, where a desk rings one agent at a time."""
    return next(iter(session.rung.values()), None)
