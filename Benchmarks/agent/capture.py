"""What leaves by an interface."""

import socket
import struct

# Only sockets that take every protocol are shown what leaves.
ETH_P_ALL = 3
SO_RCVBUFFORCE = 33
BUFFER = 64 << 20


class Capture:
    """Keeps the UDP datagrams that leave by an interface from now on.

    Nobody waits at the socket, so that the sender doesn't have to wake anybody; the kernel keeps the packets until
    they are asked for.
    """

    def __init__(self, interface):
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, 0)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, BUFFER)
        self.socket.bind((interface, ETH_P_ALL))
        self.socket.setblocking(False)

    def payloads(self):
        """The datagrams' contents, and an end to the capture."""
        found = []
        with self.socket:
            while True:
                try:
                    packet, (_, _, kind, *_) = self.socket.recvfrom(65536)
                except BlockingIOError:
                    return found
                payload = udp_payload(packet) if kind == socket.PACKET_OUTGOING else None
                if payload is not None:
                    found.append(payload)


def udp_payload(packet):
    """What an IPv4 packet carries if it is UDP and no fragment, else None."""
    header = 4 * (packet[0] & 15)
    if packet[0] >> 4 != 4 or packet[9] != socket.IPPROTO_UDP or struct.unpack_from(">H", packet, 6)[0] & 0x3FFF:
        return None
    return packet[header + 8 : header + struct.unpack_from(">H", packet, header + 4)[0]]
