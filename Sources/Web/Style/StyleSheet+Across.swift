extension StyleSheet {
    /// Forms that ask for a page, and what is told of many hosts.
    static let across = """
        .ask{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .9rem;margin:.5rem 0 .9rem;font-size:.9rem}
        .ask label{display:flex;align-items:center;gap:.4rem;color:var(--muted)}
        .ask select{max-width:14rem}
        .chips span{display:block;padding:.28rem .8rem;border:1px solid var(--outline);border-radius:99px;font-size:.9rem;
          background:var(--surface)}
        .chips span a{display:inline;padding:.28rem .3rem;border:0}
        .large{overflow-x:auto}
        .large>svg{min-width:36rem}
        .pair{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,1fr);gap:1rem;align-items:start}
        .pair>:only-child{grid-column:1/-1}
        figure+.numbers,figure+[data-part]{margin-top:1rem}
        .dot{width:.75em;height:.75em;margin-right:.5em}
        .spark{display:block;width:9rem;height:1.55rem}
        .across small{font-weight:400;color:var(--muted);margin-left:.5em}
        .meaning{white-space:normal;min-width:16rem}
        .subject,.file{background:var(--surface);border:1px solid var(--line);border-radius:8px;margin:.5rem 0;
          padding:0 1rem}
        .subject summary,.file summary,.family summary{cursor:pointer;padding:.55rem 0}
        .subject .scroll{border:0;margin-bottom:.6rem}
        .family summary{color:var(--link)}
        pre{overflow-x:auto;background:var(--ground);border:1px solid var(--line);border-radius:6px;padding:.7rem .9rem}
        @media (max-width:60rem){.pair{grid-template-columns:minmax(0,1fr)}}

        """
}
