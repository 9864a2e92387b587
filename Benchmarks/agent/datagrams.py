"""How many values the peers' datagrams carry."""

import struct


def ganglia_values(payload):
    """The values in a Ganglia datagram: one, or none if it is a description or a request."""
    return 1 if 129 <= struct.unpack_from(">I", payload)[0] <= 135 else 0


def collectd_values(payload):
    """The values in a collectd datagram: those of all its "values" parts."""
    values = offset = 0
    while offset + 6 <= len(payload):
        kind, length, count = struct.unpack_from(">HHH", payload, offset)
        if length < 4:
            break
        if kind == 6:
            values += count
        offset += length
    return values


def plexus_values(payload):
    """The tick of a Plexus frame and the values in it that are known; None if this is no such frame.

    docs/wire.md describes it.
    """
    if payload[:4] != b"PLX1" or len(payload) < 48:
        return None
    offset, tick = struct.unpack_from("<H", payload, 6)[0], struct.unpack_from("<Q", payload, 36)[0]
    values = 0
    while offset + 3 <= len(payload):
        kind, length = struct.unpack_from("<BH", payload, offset)
        offset += 3
        if kind == 3:
            values += row_values(payload[offset : offset + length])
        offset += length
    return tick, values


def row_values(record):
    """The known values in the rows of a values record."""
    fields, offset = varint(record, 8)
    values = 0
    while offset < len(record):
        instance, offset = varint(record, offset)
        offset += instance
        codes = int.from_bytes(record[offset : offset + (fields + 3) // 4], "little")
        offset += (fields + 3) // 4
        for field in range(fields):
            code = codes >> 2 * field & 3
            if code == 1:
                _, offset = varint(record, offset)
            elif code == 2:
                offset += 4
            elif code == 3:
                length, offset = varint(record, offset + 1)
                offset += length
            values += code != 0
    return values


def varint(data, offset):
    """A number in seven bits a byte, and where it ends."""
    number = shift = 0
    while True:
        byte = data[offset]
        number |= (byte & 127) << shift
        offset, shift = offset + 1, shift + 7
        if byte < 128:
            return number, offset
