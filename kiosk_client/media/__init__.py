"""Pictures and sounds that a native participant sends, and meters for those it receives."""
