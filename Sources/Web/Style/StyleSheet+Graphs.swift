extension StyleSheet {
    /// Graphs, what stands beside them, and the ways to other times.
    ///
    /// By `content-visibility`, what nobody has scrolled to yet is neither laid out nor painted: a third of the time to the
    /// first paint of a host's page.
    static let graphs = """
        .ranges{display:flex;flex-wrap:wrap;gap:.3rem;margin:0;padding:0;list-style:none}
        .ranges a{display:block;padding:.16rem .65rem;border:1px solid var(--line);border-radius:6px;
          background:var(--surface);color:var(--text);font-size:.86rem}
        .ranges a:hover{border-color:var(--outline);text-decoration:none}
        .ranges a[aria-current]{background:var(--link);border-color:var(--link);color:var(--surface);font-weight:600}
        .bandhead{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1.5rem;
          margin:2rem 0 .7rem}
        .bandhead h2{margin:0}
        .when{display:flex;flex-wrap:wrap;align-items:baseline;gap:.5rem 1rem;margin:0 0 .8rem;font-size:.9rem}
        .when p{margin:0;font-variant-numeric:tabular-nums}
        .when li span{display:block;padding:.16rem .65rem;color:var(--muted);opacity:.6}
        summary{cursor:pointer;color:var(--link);padding:.16rem 0}
        .when details[open]{flex-basis:100%}
        .when form{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .9rem;margin:.5rem 0}
        .graphs{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,25rem),1fr));gap:1rem}
        figure{margin:0;background:var(--surface);border:1px solid var(--line);border-radius:8px;overflow:hidden;
          display:flex;flex-direction:column}
        .graphs>figure,.graphs~[data-part]{content-visibility:auto;contain-intrinsic-size:auto 22rem}
        figure>svg{display:block;width:100%;height:auto}
        figure[data-json]>svg{touch-action:pan-y;cursor:crosshair}
        .cursor{stroke:var(--text);stroke-width:1;pointer-events:none}
        .selection{fill:var(--link);fill-opacity:.18;pointer-events:none}
        figure output{display:block;min-height:1.45em;padding:0 .8rem;font-size:.8rem;color:var(--muted);
          font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        figure output:empty{min-height:0}
        figcaption{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.1rem .75rem;padding:.35rem .75rem .45rem;font-size:.8rem;line-height:1.4;
          color:var(--muted);border-top:1px solid var(--line);margin-top:auto}
        figcaption>span{flex:1 1 100%}
        figcaption .data{flex:0 1 auto;display:flex;gap:.7rem}
        .sentence{color:var(--text)}
        figcaption .data a{color:inherit}
        .choose{margin:0 0 .6rem}.choose .ranges{margin-top:.3rem}
        .head+.ranges,.ranges+.ranges{margin-bottom:.6rem}.ranges+.ranges{margin-top:.3rem}
        .section{margin-top:1.6rem}
        .section>summary{cursor:pointer;margin-bottom:.7rem}
        .section>summary h2{display:inline;margin:0}
        .names{columns:16rem;margin:0;padding-left:1.2rem}
        .jumps{margin:1.4rem 0 0}
        .jumps small{opacity:.75}
        .head+.bandhead,.note+.bandhead{margin-top:0}
        .now{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:.85rem 1rem}
        .now .tiles{grid-template-columns:1fr 1fr;gap:.5rem 1rem}
        .now .tiles>div{border:0;padding:0}
        .now h2{margin:1rem 0 .4rem;font-size:.95rem}
        .now ul{margin:0;padding:0;list-style:none}
        .now li{font-size:.92rem}.now li+li{margin-top:.3rem}
        .one figure{overflow-x:auto}
        .rows{margin:1rem 0}
        .rows summary{cursor:pointer;color:var(--link);padding:.3rem 0}
        .choices{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;margin:.6rem 0 .9rem;font-size:.9rem}.choices .choices{margin:0}
        .choices>div,.choices form{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem .6rem}
        .choices strong{font-weight:500;color:var(--muted)}

        """
}
