extension StyleSheet {
    /// What all pages have.
    static let layout = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--ground);color:var(--text);
          font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
        a{color:var(--link);text-decoration:none}
        a:hover{text-decoration:underline}
        :focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
        .skip{position:absolute;left:-999px}
        .skip:focus{left:1rem;top:.5rem;background:var(--surface);padding:.5rem 1rem}
        .top{background:var(--surface);border-bottom:1px solid var(--line)}
        .top nav,main,footer{max-width:84rem;margin:0 auto;padding:0 1.5rem}
        .top nav{display:flex;flex-wrap:wrap;align-items:center;gap:0 1.25rem;min-height:3.25rem}
        .brand{display:flex;align-items:center;gap:.55rem;font-weight:650;letter-spacing:-.01em;color:var(--text);
          padding:.6rem 0}
        .brand svg{width:1.35rem;height:1.35rem}
        .crumbs{display:flex;flex-wrap:wrap;gap:.5rem;color:var(--muted);min-width:0}
        .crumbs>*{overflow-wrap:anywhere}
        main{padding-top:1.5rem;padding-bottom:2rem}
        h1{font-size:1.6rem;line-height:1.25;font-weight:650;letter-spacing:-.015em;margin:0;overflow-wrap:anywhere}
        h2{font-size:1.05rem;font-weight:650;margin:2rem 0 .6rem}
        h2 small,h3 small{font-weight:400;color:var(--muted);font-size:.85rem;margin-left:.35rem}
        .head{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem .9rem;margin-bottom:1.1rem}
        .note{color:var(--muted);margin:.25rem 0}
        .verdict{margin:.15rem 0 1rem}
        .up{color:var(--up)}.down{color:var(--down)}.left{color:var(--left)}
        .up,.down,.left{white-space:nowrap;font-weight:600}
        footer{color:var(--muted);font-size:.85rem;padding-top:.9rem;padding-bottom:2rem;display:flex;
          flex-wrap:wrap;gap:.2rem 1.25rem;border-top:1px solid var(--line)}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:0}
        .tiles>div{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:.7rem .95rem}
        .tiles dt{color:var(--muted);font-size:.82rem}
        .tiles dd{margin:0;font-size:1.4rem;line-height:1.35;font-weight:600;font-variant-numeric:tabular-nums}
        .tiles .states{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .7rem;font-size:1.05rem;line-height:1.8}
        .tiles dd small{font-size:.85rem;font-weight:400;color:var(--muted)}
        .plain{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:1rem 1.25rem}
        .plain h1::first-letter{text-transform:uppercase}
        a.quiet{color:inherit}
        code{font:.92em ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
        .places{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:0 0 0 auto;padding:0;list-style:none;font-size:.92rem}
        .places a{display:block;padding:.35rem 0}
        [role=search] input{width:11rem}
        input,select,button{font:inherit;color:var(--text);background:var(--surface);
          border:1px solid var(--outline);border-radius:6px;padding:.28rem .55rem}

        """
}
