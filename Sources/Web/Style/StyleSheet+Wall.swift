extension StyleSheet {
    /// A small picture of each host.
    static let wall = """
        .wall{display:grid;grid-template-columns:repeat(auto-fill,minmax(12rem,1fr));gap:.6rem}
        .brick{display:block;background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:.45rem .7rem;
          color:var(--text);overflow-wrap:anywhere}
        .brick[hidden]{display:none}
        .brick svg{display:block;width:100%;height:2.25rem}
        .brick b{font-weight:550}.brick b,.brick strong{font-size:.86rem}
        .brick strong{float:right;font-weight:600;font-variant-numeric:tabular-nums}
        .brick span{font-size:.75rem;color:var(--muted);font-variant-numeric:tabular-nums}

        """
}
