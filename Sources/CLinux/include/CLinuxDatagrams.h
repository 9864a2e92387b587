// Many datagrams in one system call: recvmmsg(2), sendmmsg(2), and the control messages that come with datagrams.
//
// The structs hold no pointers, so that Swift may keep them in arrays and hand them from thread to thread.
#ifndef CLINUX_DATAGRAMS_H
#define CLINUX_DATAGRAMS_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

/// An IPv4 or IPv6 address and port, in network byte order; `any.sa_family` tells which.
typedef union {
    struct sockaddr any;
    struct sockaddr_in ipv4;
    struct sockaddr_in6 ipv6;
} clinux_address;

/// What the kernel said about one datagram it handed over.
typedef struct {
    clinux_address source;
    /// Bytes stored, at most as many as there was room for.
    uint32_t length;
    /// Index of the interface it came in by; 0 unless IP_PKTINFO or IPV6_RECVPKTINFO is on.
    uint32_t interface;
    /// Datagrams this socket had lost when this one was queued, modulo 2^32; see `tells_lost`.
    uint32_t lost;
    /// Whether `lost` was given: SO_RXQ_OVFL is on, and something was lost before.
    bool tells_lost;
    /// Whether the datagram was longer than the room for it.
    bool truncated;
    /// Whether it was sent to a multicast group; false unless IP_PKTINFO or IPV6_RECVPKTINFO is on.
    bool multicast;
} clinux_received;

/// The most datagrams that one call takes.
enum { CLINUX_BATCH = 64 };

/// Takes up to `count` (at most CLINUX_BATCH) waiting datagrams, without blocking.
///
/// Datagram `i` is stored at `bytes + i * room`, and what is known of it in `received[i]`.
///
/// Returns how many were taken; -1 with errno set if none (EAGAIN when none waits).
int clinux_recvmmsg(int descriptor, void *_Nonnull bytes, size_t room, clinux_received *_Nonnull received,
                    unsigned int count);

/// Sends up to `count` (at most CLINUX_BATCH) datagrams that lie one after another in `bytes` to one address.
///
/// Datagram `i` begins at `start` for the first, else where the one before it ends, and ends before `ends[i]`.
///
/// Returns how many were sent; -1 with errno set if the first could not be. An error of a later one is not told: it
/// comes again when that one is sent first.
int clinux_sendmmsg(int descriptor, const void *_Nonnull bytes, uint32_t start, const uint32_t *_Nonnull ends,
                    unsigned int count, const clinux_address *_Nonnull to);

#endif
