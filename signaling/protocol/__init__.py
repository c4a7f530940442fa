"""Protocol version 1: what is said on `/ws`. PROTOCOL.md explains it; `messages` is the authority."""

VERSION = 1
