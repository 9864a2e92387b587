extension StyleSheet {
    /// Facts and the latest values of a host.
    static let values = """
        .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.55rem 1.5rem;margin:0}
        .facts dt{color:var(--muted);font-size:.82rem}
        .facts dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
        .cards{columns:22rem;column-gap:1rem;margin-bottom:1rem}
        .card{break-inside:avoid}
        .card+.card,.wide-card+.wide-card{margin-top:1rem}
        .card h3,.wide-card h3{font-size:.92rem;margin:0;padding:.55rem .75rem;border-bottom:1px solid var(--line)}
        .card,.wide-card{background:var(--surface);border:1px solid var(--line);border-radius:8px;overflow:hidden}
        .card td,.card th{padding:.26rem .75rem;font-size:.9rem}
        .card .scroll,.wide-card .scroll{border:0;border-radius:0}
        .card th{font-weight:400;white-space:normal}
        .card td.words{white-space:normal;overflow-wrap:anywhere}
        .wide-card summary{cursor:pointer;padding-left:.75rem}
        .wide-card summary h3{display:inline-block;padding-left:.2rem;border:0}
        .wide-card td,.wide-card th{padding:.24rem .5rem;font-size:.85rem}
        .wide-card thead th{white-space:normal;vertical-align:bottom;line-height:1.25;font-size:.78rem}
        .wide-card th:first-child{padding-left:.75rem;min-width:5.5rem;max-width:14rem;white-space:normal;
          overflow-wrap:anywhere}

        """
}
