"""What synthetic participants show and say."""

from kiosk_client.attempt import Equipment
from kiosk_client.media import sources
from kiosk_client.peer import Picture

SCREEN = (720, 1280)
CAMERA = (320, 240)


def resident_equipment() -> Equipment:
    """A service page in portrait, a face, a voice."""
    return Equipment(
        sound=sources.resident_voice(),
        pictures={
            "screen": Picture(sources.service_screen(*SCREEN), *SCREEN, rate=8),
            "camera": Picture(sources.resident_camera(*CAMERA), *CAMERA, rate=12),
        },
    )


def agent_equipment() -> Equipment:
    return Equipment(
        sound=sources.agent_voice(),
        pictures={"agent_camera": Picture(sources.agent_camera(*CAMERA), *CAMERA, rate=15)},
    )
