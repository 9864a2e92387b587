extension StyleSheet {
    /// The steps of a value's way.
    static let explanation = """
        .walk{list-style:none;margin:0;padding:0;display:grid;gap:1.75rem;grid-template-columns:100%;overflow-wrap:anywhere}
        .walk>li{position:relative}
        .walk>li+li::before{content:"↓";position:absolute;top:-1.75rem;left:1.25rem;line-height:1.75rem;color:var(--muted)}
        .walk h2{margin:0 0 .35rem}.walk p{margin:.3rem 0}.walk ul{margin:.3rem 0;padding-left:1.2rem}

        """
}
