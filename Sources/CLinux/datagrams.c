#define _GNU_SOURCE
#include "CLinuxDatagrams.h"

#include <string.h>

// Room for a packet-info message of either family and the overflow counter, with some to spare.
typedef union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(struct in6_pktinfo)) + CMSG_SPACE(sizeof(struct in_pktinfo)) +
               CMSG_SPACE(sizeof(uint32_t))];
} control_room;

static void read_control(struct msghdr *message, clinux_received *received) {
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c != NULL; c = CMSG_NXTHDR(message, c)) {
        if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SO_RXQ_OVFL &&
            c->cmsg_len >= CMSG_LEN(sizeof(uint32_t))) {
            memcpy(&received->lost, CMSG_DATA(c), sizeof(uint32_t));
            received->tells_lost = true;
        } else if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO &&
                   c->cmsg_len >= CMSG_LEN(sizeof(struct in_pktinfo))) {
            struct in_pktinfo info;
            memcpy(&info, CMSG_DATA(c), sizeof info);
            received->interface = (uint32_t)info.ipi_ifindex;
            received->multicast = IN_MULTICAST(ntohl(info.ipi_addr.s_addr));
        } else if (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_PKTINFO &&
                   c->cmsg_len >= CMSG_LEN(sizeof(struct in6_pktinfo))) {
            struct in6_pktinfo info;
            memcpy(&info, CMSG_DATA(c), sizeof info);
            received->interface = (uint32_t)info.ipi6_ifindex;
            received->multicast = IN6_IS_ADDR_MULTICAST(&info.ipi6_addr);
        }
    }
}

int clinux_recvmmsg(int descriptor, void *bytes, size_t room, clinux_received *received, unsigned int count) {
    struct mmsghdr headers[CLINUX_BATCH];
    struct iovec parts[CLINUX_BATCH];
    control_room controls[CLINUX_BATCH];

    if (count > CLINUX_BATCH) count = CLINUX_BATCH;
    memset(headers, 0, count * sizeof *headers);
    memset(received, 0, count * sizeof *received);
    for (unsigned int i = 0; i < count; i++) {
        parts[i].iov_base = (char *)bytes + i * room;
        parts[i].iov_len = room;
        headers[i].msg_hdr.msg_name = &received[i].source;
        headers[i].msg_hdr.msg_namelen = sizeof received[i].source;
        headers[i].msg_hdr.msg_iov = &parts[i];
        headers[i].msg_hdr.msg_iovlen = 1;
        headers[i].msg_hdr.msg_control = &controls[i];
        headers[i].msg_hdr.msg_controllen = sizeof controls[i];
    }
    int taken = recvmmsg(descriptor, headers, count, MSG_DONTWAIT, NULL);
    for (int i = 0; i < taken; i++) {
        received[i].length = headers[i].msg_len;
        received[i].truncated = (headers[i].msg_hdr.msg_flags & MSG_TRUNC) != 0;
        read_control(&headers[i].msg_hdr, &received[i]);
    }
    return taken;
}

int clinux_sendmmsg(int descriptor, const void *bytes, uint32_t start, const uint32_t *ends, unsigned int count,
                    const clinux_address *to) {
    struct mmsghdr headers[CLINUX_BATCH];
    struct iovec parts[CLINUX_BATCH];
    socklen_t length = to->any.sa_family == AF_INET ? sizeof to->ipv4 : sizeof to->ipv6;

    if (count > CLINUX_BATCH) count = CLINUX_BATCH;
    memset(headers, 0, count * sizeof *headers);
    for (unsigned int i = 0; i < count; i++) {
        parts[i].iov_base = (char *)bytes + start;
        parts[i].iov_len = ends[i] - start;
        start = ends[i];
        headers[i].msg_hdr.msg_name = (void *)to;
        headers[i].msg_hdr.msg_namelen = length;
        headers[i].msg_hdr.msg_iov = &parts[i];
        headers[i].msg_hdr.msg_iovlen = 1;
    }
    return sendmmsg(descriptor, headers, count, MSG_NOSIGNAL);
}
