"""What tests of your own need: a server on this machine, and recorded answers. The pytest plugin is made of these."""

from tagove.testing.cassette import Cassette
from tagove.testing.local_server import AskedRequest, LocalServer

__all__ = ["AskedRequest", "Cassette", "LocalServer"]
