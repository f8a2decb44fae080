"""Whether a process on this machine answers."""

from http.client import HTTPConnection, HTTPException

TIMEOUT = 2.0


def answers(port: int, path: str) -> bool:
    # http.client rather than urllib, which would ask a proxy named in the environment
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response.status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
