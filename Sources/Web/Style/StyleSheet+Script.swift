extension StyleSheet {
    /// What the script adds, and the badge that it shows or hides.
    static let script = """
        .stale{margin:0 0 1rem;padding:.3rem .75rem;border:1px solid var(--down);border-left-width:4px;border-radius:6px;
          background:var(--alarm);color:var(--down);font-weight:600}
        .stale[hidden]{display:none}
        figure[data-json]>svg{user-select:none}
        .selecting{border-color:var(--link)}
        .moment{position:fixed;inset:auto 0 0;display:flex;flex-wrap:wrap;align-items:center;justify-content:center;
          gap:.2rem 1.2rem;padding:.5rem 1rem;background:var(--surface);border-top:2px solid var(--link);
          font-variant-numeric:tabular-nums}
        .moment a,.moment button{padding:.4rem .3rem}.moment button{border:0;min-width:2.75rem}
        .help{max-width:min(34rem,calc(100vw - 2rem));color:var(--text);background:var(--surface);
          border:1px solid var(--outline);border-radius:10px;padding:1.1rem 1.4rem}
        .help::backdrop{background:#0008}
        .help h2{margin:0 0 .6rem}.help h3{font-size:.9rem;margin:1rem 0 .4rem}
        .help form{margin-top:1.1rem;text-align:right}
        .keys{display:grid;grid-template-columns:7.2rem 1fr;gap:.35rem 1.1rem;margin:0;font-size:.9rem}
        .keys dd{margin:0}
        kbd{display:inline-block;min-width:1.6em;text-align:center;padding:0 .4em;font:inherit;font-size:.85em;
          border:1px solid var(--outline);border-radius:4px;background:var(--ground)}
        @media print{.moment{position:static}.help{display:none}}

        """
}
