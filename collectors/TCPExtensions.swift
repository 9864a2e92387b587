package import MetricModel
package import Procfs

/// What TCP suffers: losses, full queues, broken connections, from `/proc/net/netstat`.
package final class TCPExtensionsCollector: NumbersCollector<NetstatKey>, Collector {
    private static let file = Columns<NetstatKey>(source: "/proc/net/netstat")

    private static let columns = [
        file.rate("timeouts", .timeouts, "Timeouts", "TCPTimeouts: retransmission timers that ran out"),
        file.rate("syn_retrans", .synRetrans, "SYN retransmits", "TCPSynRetrans: attempts to connect sent again"),
        file.rate(
            "lost_retrans", .lostRetransmit, "Lost retransmits",
            "TCPLostRetransmit: segments sent again that were lost again"),
        file.rate(
            "fast_retrans", .fastRetrans, "Fast retransmits",
            "TCPFastRetrans: segments sent again before the timer ran out"),
        file.rate(
            "slow_retrans", .slowStartRetrans, "Slow start retransmits",
            "TCPSlowStartRetrans: segments sent again in slow start"),
        file.rate(
            "retrans_fail", .retransFail, "Failed retransmits", "TCPRetransFail: segments that could not be sent again"),
        file.rate(
            "spurious_rtos", .spuriousRTOs, "Spurious timeouts",
            "TCPSpuriousRTOs: timers that ran out though nothing was lost"),
        file.rate("loss_probes", .lossProbes, "Loss probes", "TCPLossProbes: segments sent to find out about a loss"),
        file.rate(
            "listen_overflow", .listenOverflows, "Listen overflows",
            "ListenOverflows: connections refused because a program accepts too slowly"),
        file.rate(
            "listen_drops", .listenDrops, "Listen drops",
            "ListenDrops: attempts to connect dropped for that or another reason"),
        file.rate(
            "backlog_drop", .backlogDrop, "Backlog drops",
            "TCPBacklogDrop: segments dropped because the socket was busy too long"),
        file.rate(
            "req_q_full_drop", .reqQFullDrop, "Request queue drops",
            "TCPReqQFullDrop: attempts to connect dropped because too many were under way"),
        file.rate(
            "prune_called", .pruneCalled, "Pruning",
            "PruneCalled: receive buffers that were full and had to be cleaned up"),
        file.rate(
            "rcv_pruned", .rcvPruned, "Pruned in vain", "RcvPruned: segments dropped because cleaning up won no room"),
        file.rate(
            "rcv_collapsed", .rcvCollapsed, "Collapsed",
            "TCPRcvCollapsed: segments merged to win room in a receive buffer"),
        file.rate(
            "rcvq_drop", .rcvQDrop, "Receive queue drops",
            "TCPRcvQDrop: segments dropped because the receive queue was full"),
        file.rate("ofo_queue", .ofoQueue, "Out of order", "TCPOFOQueue: segments received out of order"),
        file.rate(
            "ofo_drop", .ofoDrop, "Out of order, dropped",
            "TCPOFODrop: segments received out of order and dropped for want of room"),
        file.rate(
            "ofo_pruned", .ofoPruned, "Out of order, pruned",
            "OfoPruned: queues of segments out of order thrown away for want of room"),
        file.rate(
            "abort_memory", .abortOnMemory, "Aborted, memory",
            "TCPAbortOnMemory: connections broken off for want of memory"),
        file.rate(
            "abort_timeout", .abortOnTimeout, "Aborted, timeout",
            "TCPAbortOnTimeout: connections broken off after too many timeouts"),
        file.rate(
            "abort_data", .abortOnData, "Aborted, data",
            "TCPAbortOnData: connections broken off with data still under way"),
        file.rate(
            "abort_close", .abortOnClose, "Aborted, close",
            "TCPAbortOnClose: connections closed by a program that left data unread"),
        file.rate(
            "abort_linger", .abortOnLinger, "Aborted, linger",
            "TCPAbortOnLinger: closed connections broken off at the end of their time"),
        file.rate(
            "mem_pressures", .memoryPressures, "Memory pressure",
            "TCPMemoryPressures: how often TCP came to hold too much memory"),
        file.rate(
            "tw_overflow", .timeWaitOverflow, "TIME-WAIT overflow",
            "TCPTimeWaitOverflow: connections that could not be kept in TIME-WAIT"),
        file.rate(
            "cookies_sent", .syncookiesSent, "SYN cookies sent",
            "SyncookiesSent: attempts to connect answered with a cookie, as in a flood"),
        file.rate(
            "cookies_recv", .syncookiesRecv, "SYN cookies received", "SyncookiesRecv: connections made by a cookie"),
        file.rate(
            "cookies_failed", .syncookiesFailed, "SYN cookies failed",
            "SyncookiesFailed: answers with a cookie that was wrong"),
        file.rate("delayed_acks", .delayedACKs, "Delayed ACKs", "DelayedACKs: acknowledgements sent late"),
        file.rate(
            "sack_reneging", .sackReneging, "SACK reneging",
            "TCPSACKReneging: segments that a peer acknowledged and then threw away"),
        file.rate(
            "reorder", .sackReorder, and: [.renoReorder, .tsReorder], "Reordering",
            "TCPSACKReorder, TCPRenoReorder and TCPTSReorder: segments that overtook others"),
        file.rate(
            "dsack_recv", .dsackRecv, "Duplicates reported",
            "TCPDSACKRecv: reports by peers of segments that came twice"),
        file.rate(
            "to_zero_win", .toZeroWindowAdv, "Zero window", "TCPToZeroWindowAdv: receive windows that were closed"),
        file.rate(
            "want_zero_win", .wantZeroWindowAdv, "Zero window wanted",
            "TCPWantZeroWindowAdv: receive windows that would have been closed if that were allowed"),
        file.rate(
            "zero_win_drop", .zeroWindowDrop, "Zero window drops",
            "TCPZeroWindowDrop: segments dropped because the window was closed"),
        file.rate("keepalives", .keepAlive, "Keepalives", "TCPKeepAlive: keepalive probes sent"),
        file.rate(
            "win_probes", .winProbe, "Window probes", "TCPWinProbe: probes sent to a peer whose window was closed"),
        file.rate(
            "challenge_acks", .challengeACK, "Challenge ACKs",
            "TCPChallengeACK: acknowledgements sent to test a suspicious segment"),
        file.rate(
            "embryonic_rsts", .embryonicRsts, "Embryonic resets",
            "EmbryonicRsts: connections reset before they came about"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "tcp_ext"), retention: .brief, pace: 15, title: "TCP, more",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.netstat, Self.columns) }
}
