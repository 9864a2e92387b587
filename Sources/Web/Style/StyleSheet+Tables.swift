extension StyleSheet {
    /// Tables of hosts and groups.
    static let tables = """
        .scroll{overflow-x:auto;scrollbar-width:thin;border:1px solid var(--line);border-radius:8px;
          background:linear-gradient(90deg,var(--surface) 40%,transparent) 0/2.5rem 100% no-repeat local,
          linear-gradient(270deg,var(--surface) 40%,transparent) 100%/2.5rem 100% no-repeat local,
          linear-gradient(90deg,var(--edge),transparent) 0/.9rem 100% no-repeat scroll,
          linear-gradient(270deg,var(--edge),transparent) 100%/.9rem 100% no-repeat scroll,var(--surface);
          --edge:color-mix(in srgb,var(--text) 30%,transparent)}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{padding:.42rem .75rem;text-align:left;white-space:nowrap;border-bottom:1px solid var(--line)}
        tr:last-child>*{border-bottom:0}
        thead th{font-size:.8rem;font-weight:500;color:var(--muted);border-bottom:1px solid var(--line)}
        tbody th{font-weight:550}
        tbody tr:hover{background:color-mix(in srgb,var(--track) 35%,transparent)}
        .n{text-align:right}
        .name{white-space:normal;overflow-wrap:anywhere;min-width:7rem;max-width:24rem}
        tr.alarm{background:var(--alarm)}
        .bar{width:4.5rem;height:.45rem;margin-right:.6rem;vertical-align:.08em;border-radius:3px}
        .bar .track{fill:var(--track)}.bar .fill{fill:var(--bar)}
        .muted,.unit{color:var(--muted)}
        .narrow{display:none}

        """
}
