import struct
from zlib import crc32

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunks(data):
    if not data.startswith(SIGNATURE):
        raise ValueError("This is no PNG")
    offset = len(SIGNATURE)
    while offset < len(data):
        length, kind = struct.unpack_from(">I4s", data, offset)
        start, end = offset + 8, offset + 8 + length
        body = data[start:end]
        (checksum,) = struct.unpack_from(">I", data, end)
        if crc32(kind + body) != checksum:
            raise ValueError(f"{kind.decode()} is damaged")
        yield kind.decode(), body
        offset = end + 4


def image_size(data):
    _, header = next(chunks(data))
    return struct.unpack_from(">II", header)
