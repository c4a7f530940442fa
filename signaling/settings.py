"""Every setting, with its meaning, bounds and default.

Read, in this order, from the environment (`BANGBAN_PORT=…`), from files that hold one setting each
(`BANGBAN_TOKEN_SECRET_FILE=…`, or a directory `BANGBAN_SECRETS_DIR`) and from one TOML file (`BANGBAN_CONFIG`).
"""

import ipaddress
import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PREFIX = "BANGBAN_"
MIN_SECRET = 32
"""Bytes: as long as the output of SHA-256 (RFC 7518, section 3.2)."""
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
PLACEHOLDERS = ("change", "example", "secret", "password", "default", "0123456789")
"""What the beginnings of secrets copied from documentation look like."""

Names = Annotated[tuple[str, ...], NoDecode]
"""A list; in the environment written with commas."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True, hide_input_in_errors=True)

    production: bool = Field(default=False, description="Refuse to start with settings that are not safe in public.")
    host: str = Field(default="127.0.0.1", max_length=255, description="Address to listen on.")
    port: int = Field(default=8080, ge=1, le=65535, description="TCP port to listen on.")
    public_url: str | None = Field(
        default=None,
        max_length=255,
        description="Address at which browsers reach this server; by default http://localhost:PORT.",
    )
    allowed_origins: Names = Field(
        default=(),
        max_length=50,
        description="Origins whose pages may sign in and connect; by default that of public_url.",
    )
    embed_origins: Names = Field(
        default=(),
        max_length=50,
        description="Origins of the self-service pages that may show the help button in themselves.",
    )
    trusted_proxies: Names = Field(
        default=(),
        max_length=50,
        description="Addresses or networks of proxies whose X-Forwarded-* headers are believed.",
    )
    state_dir: Path = Field(
        default=Path("var"), description="Directory for what a single node keeps: database and secret."
    )
    database_url: str | None = Field(
        default=None,
        max_length=1000,
        description="SQLAlchemy URL, SQLite or PostgreSQL; by default bangban.db in state_dir.",
    )
    redis_url: SecretStr | None = Field(
        default=None, description="Redis that connects several nodes. Without it this server is the only node."
    )
    token_secret: SecretStr | None = Field(
        default=None,
        description="Key that signs tokens and seals telephone numbers, at least 32 bytes. A single node makes its own in"
        " state_dir.",
    )
    stun_urls: Names = Field(default=(), max_length=10, description="STUN servers, stun:HOST:PORT.")
    turn_urls: Names = Field(
        default=(), max_length=10, description="TURN servers, turn:HOST:PORT?transport=udp and the like."
    )
    turn_secret: SecretStr | None = Field(default=None, description="The static-auth-secret of the TURN servers.")
    turn_ttl_seconds: int = Field(
        default=600, ge=60, le=3600, description="How long a TURN credential can begin to relay."
    )
    relay_only: bool = Field(
        default=False, description="Send all media through TURN; no side sees the other's address."
    )
    log_format: Literal["json", "console"] = Field(
        default="console", description="One JSON object per line, or for reading."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The lowest level that is logged."
    )
    chat_retention_days: int = Field(
        default=1, ge=0, le=30, description="Days after which the lines of a chat are deleted."
    )
    timeline_retention_days: int = Field(
        default=180, ge=1, le=3650, description="Days after which timelines are deleted."
    )
    web_modules: Path = Field(
        default=Path(__file__).parent.parent / "node_modules", description="The node_modules directory that holds lit."
    )

    @field_validator("allowed_origins", "embed_origins", "trusted_proxies", "stun_urls", "turn_urls", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("public_url")
    @classmethod
    def _is_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query:
            raise ValueError("must be like https://help.example.org, without a path")
        return value.rstrip("/")

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            parts = urlsplit(origin)
            if origin != "*" and (
                parts.scheme not in {"http", "https"} or origin != f"{parts.scheme}://{parts.netloc}"
            ):
                raise ValueError(f"{origin!r} is not an origin; write it like https://help.example.org")
        return value

    @field_validator("embed_origins")
    @classmethod
    def _are_named(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if "*" in value:
            raise ValueError("'*' would let any page hold the kiosk's in a frame: name the origins")
        return cls._are_origins(value)

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            if network != "*":
                ipaddress.ip_network(network, strict=False)
        return value

    @field_validator("stun_urls", "turn_urls")
    @classmethod
    def _are_ice_urls(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for url in value:
            if not url.startswith(("stun:", "stuns:", "turn:", "turns:")):
                raise ValueError(f"{url!r} must begin with stun:, stuns:, turn: or turns:")
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        faults = [*self._contradictions(), *(self.dangers() if self.production else ())]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _contradictions(self) -> list[str]:
        faults: list[str] = []
        if self.token_secret is not None and len(self.token_secret.get_secret_value().encode()) < MIN_SECRET:
            faults.append(f"token_secret is shorter than {MIN_SECRET} bytes: make one with `openssl rand -base64 48`")
        if self.redis_url is not None and self.token_secret is None:
            faults.append("token_secret is missing: nodes that share a Redis must share one token_secret")
        if self.turn_urls and self.turn_secret is None:
            faults.append("turn_secret is missing: it must be the static-auth-secret of the servers in turn_urls")
        if self.relay_only and not self.turn_urls:
            faults.append("relay_only needs turn_urls: there is nothing to relay through")
        return faults

    def dangers(self) -> list[str]:
        """What production mode refuses to start with, a sentence each."""
        found: list[str] = []
        url = urlsplit(self.base_url)
        if url.scheme != "https" and url.hostname not in LOCAL_HOSTS:
            found.append("public_url is http: browsers give cameras and microphones to https pages only")
        if "*" in self.allowed_origins:
            found.append("allowed_origins contains '*': name the origins whose pages may sign in")
        if "*" in self.trusted_proxies:
            found.append("trusted_proxies contains '*': anybody could then choose the address they are limited by")
        found += [
            f"{name} looks like one from an example: make one with `openssl rand -base64 48`"
            for name, secret in (("token_secret", self.token_secret), ("turn_secret", self.turn_secret))
            if secret is not None and _is_weak(secret.get_secret_value())
        ]
        if self.redis_url is not None:
            if self.database.startswith("sqlite"):
                found.append("database_url is SQLite while redis_url connects several nodes: use PostgreSQL")
            if not urlsplit(self.redis_url.get_secret_value()).password:
                found.append("redis_url has no password: give Redis one, or an ACL user")
        if self.log_level == "debug":
            found.append("log_level is debug: it is for one's own machine only")
        return found

    @property
    def base_url(self) -> str:
        return self.public_url or f"http://localhost:{self.port}"

    @property
    def origins(self) -> frozenset[str]:
        if self.allowed_origins:
            return frozenset(self.allowed_origins)
        if self.public_url is None:
            return frozenset({f"http://localhost:{self.port}", f"http://127.0.0.1:{self.port}"})
        parts = urlsplit(self.public_url)
        return frozenset({f"{parts.scheme}://{parts.netloc}"})

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.state_dir / 'bangban.db'}"

    @property
    def single_node(self) -> bool:
        return self.redis_url is None

    @cached_property
    def signing_secret(self) -> str:
        """`token_secret`, or the one that a single node keeps in `state_dir`, made when it is first asked for."""
        if self.token_secret is not None:
            return self.token_secret.get_secret_value()
        return _kept_secret(self.state_dir / "token_secret")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        sources = [init_settings, env_settings, SecretFiles(settings_cls)]
        if directory := os.environ.get(f"{PREFIX}SECRETS_DIR"):
            sources.append(SecretsSettingsSource(settings_cls, secrets_dir=directory))
        if config := os.environ.get(f"{PREFIX}CONFIG"):
            if not Path(config).is_file():
                raise FileNotFoundError(f"BANGBAN_CONFIG names {config}, which is not a file")
            sources.append(TomlConfigSettingsSource(settings_cls, toml_file=config))
        return tuple(sources)


class SecretFiles(PydanticBaseSettingsSource):
    """`BANGBAN_X_FILE` names a file that holds setting x, for any setting: so secrets stay out of the environment."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        path = os.environ.get(f"{PREFIX}{field_name.upper()}_FILE")
        return (Path(path).read_text(encoding="utf-8").strip() if path else None, field_name, False)

    def __call__(self) -> dict[str, Any]:
        values = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in values.items() if value is not None}


def _is_weak(secret: str) -> bool:
    return secret.lower().startswith(PLACEHOLDERS) or len(set(secret)) < 8 or len(secret) < MIN_SECRET


def _kept_secret(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_text(encoding="ascii").strip()
        if len(kept) < MIN_SECRET:
            raise ValueError(
                f"{path} is damaged: delete it: everybody signs in again, and the telephone numbers of open tickets are lost"
            ) from None
        return kept
    secret = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    return secret
