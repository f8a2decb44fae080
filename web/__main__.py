"""The web process: the public port, and the internal one for Rasa.

python -m web
"""

import asyncio
import ctypes
import gc
import resource
import signal
import sys
from contextlib import suppress

import uvloop
from aiohttp import web

from knowledge.encoder.model import Encoder, EncoderMissing
from web.app import opened
from web.logs import log_as_json
from web.settings import Settings, WrongSettings, read_settings

# How many objects more than before, then how many rounds, bring the next generation's turn. Those
# of thousands of open chats take half a second to go through, and hardly any are garbage.
COLLECTED_AFTER = (10_000, 10, 20)
ALL_AT_ONCE = 4096  # connections that may wait: after a restart every open chat comes back


async def serve(settings: Settings) -> None:
    encoder = Encoder(settings.encoder_source)
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    async with opened(settings, encoder) as apps:
        runners = [
            await _listening(apps.internal, settings.internal_host, settings.internal_port),
            await _listening(apps.public, settings.host, settings.port),
        ]
        # What is loaded now stays: going through it again and again would hold up every reply.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECTED_AFTER)
        _give_back_memory()
        await stopped.wait()
        for runner in reversed(runners):
            await runner.cleanup()


def _give_back_memory() -> None:
    """What starting took and no longer needs, where the C library can; else it stays unused."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


async def _listening(app: web.Application, host: str, port: int) -> web.AppRunner:
    # Open streams end at once: their readers come back by themselves.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, host, port, backlog=ALL_AT_ONCE).start()
    return runner


def _allow_all_files() -> None:
    """Each open chat is a file; systems start programs with fewer than they allow them."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def main() -> int:
    try:
        settings = read_settings()
        _allow_all_files()
        log_as_json(settings.log_level)
        settings.data.mkdir(parents=True, exist_ok=True)
        uvloop.run(serve(settings))
    except (WrongSettings, EncoderMissing) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
