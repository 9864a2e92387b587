import Graphs
import MetricModel

/// The one style sheet of all pages.
package enum StyleSheet {
    /// Where it is, with its hash, so that browsers keep each version for ever and never an old one.
    package static let address = "/style.css?v=\(version)"

    /// FNV-1a of the text, in hexadecimal.
    package static let version = String(FNV1a.hash(text.utf8), radix: 16)

    package static let text = """
        :root{color-scheme:light dark;\(Theme.light.variables);\(GraphStyle.variables(.light))}
        @media (prefers-color-scheme:dark){:root{\(Theme.dark.variables);\(GraphStyle.variables(.dark))}}
        @media print{:root{color-scheme:light;\(Theme.light.variables);\(GraphStyle.variables(.light))}}

        """ + GraphStyle.css + layout + tables + hostPage + small

    private static let layout = """
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

        """

    private static let tables = """
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

    private static let hostPage = """
        .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.55rem 1.5rem;margin:0}
        .facts dt{color:var(--muted);font-size:.82rem}
        .facts dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
        .ranges{display:flex;flex-wrap:wrap;gap:.35rem;margin:0;padding:0;list-style:none}
        .ranges a{display:block;padding:.28rem .8rem;border:1px solid var(--outline);border-radius:99px;
          color:var(--text);font-size:.9rem}
        .ranges a[aria-current]{background:var(--link);border-color:var(--link);color:var(--surface);font-weight:600}
        .bandhead{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1.5rem;
          margin:2rem 0 .7rem}
        .bandhead h2{margin:0}
        .when{display:flex;flex-wrap:wrap;align-items:baseline;gap:.5rem 1rem;margin:0 0 .8rem;font-size:.9rem}
        .when p{margin:0;font-variant-numeric:tabular-nums}
        .when li span{display:block;padding:.28rem .8rem;color:var(--muted)}
        .when summary{cursor:pointer;color:var(--link);padding:.28rem 0}
        .when details[open]{flex-basis:100%}
        .when form{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .9rem;margin:.5rem 0}
        .when input,.when button{font:inherit;color:var(--text);background:var(--surface);
          border:1px solid var(--outline);border-radius:6px;padding:.28rem .55rem}
        .graphs{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,25rem),1fr));gap:1rem}
        figure{margin:0;background:var(--surface);border:1px solid var(--line);border-radius:8px;overflow:hidden;
          display:flex;flex-direction:column}
        figure>svg{display:block;width:100%;height:auto}
        figure[data-json]>svg{touch-action:pan-y;cursor:crosshair}
        .cursor{stroke:var(--text);stroke-width:1;pointer-events:none}
        .selection{fill:var(--link);fill-opacity:.18;pointer-events:none}
        figure output{display:block;min-height:1.45em;padding:0 .8rem;font-size:.8rem;color:var(--muted);
          font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        figure output:empty{min-height:0}
        figcaption{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.15rem .75rem;padding:.4rem .8rem;font-size:.85rem;
          color:var(--muted);border-top:1px solid var(--line);margin-top:auto}
        figcaption span:first-child{flex:1 1 100%}
        figcaption span:last-child{display:flex;gap:.8rem}
        a.quiet{color:inherit}
        .head+.ranges,.ranges+.ranges{margin-bottom:.6rem}
        .wall{display:grid;grid-template-columns:repeat(auto-fill,minmax(12rem,1fr));gap:.6rem}
        .brick{display:block;background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:.45rem .7rem;
          color:var(--text);overflow-wrap:anywhere}
        .brick[hidden]{display:none}
        .brick svg{display:block;width:100%;height:2.25rem}.brick span{font-size:.75rem;color:var(--muted)}
        .walk{list-style:none;margin:0;padding:0;display:grid;gap:1.75rem}
        .walk>li{position:relative}
        .walk>li+li::before{content:"↓";position:absolute;top:-1.75rem;left:1.25rem;line-height:1.75rem;color:var(--muted)}
        .walk h2{margin:0 0 .35rem}.walk p{margin:.3rem 0}.walk ul{margin:.3rem 0;padding-left:1.2rem}
        code{font:.92em ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
        .cards{columns:22rem;column-gap:1rem;margin-bottom:1rem}
        .card{break-inside:avoid}
        .card+.card,.wide-card+.wide-card{margin-top:1rem}
        .card h3,.wide-card h3{font-size:.92rem;margin:0;padding:.55rem .75rem;border-bottom:1px solid var(--line)}
        .card,.wide-card{background:var(--surface);border:1px solid var(--line);border-radius:8px;overflow:hidden}
        .card td,.card th{padding:.26rem .75rem;font-size:.9rem}
        .card .scroll,.wide-card .scroll{border:0;border-radius:0}
        .card th{font-weight:400;white-space:normal}
        .card td.words{white-space:normal;overflow-wrap:anywhere}
        .wide-card td,.wide-card th{padding:.24rem .5rem;font-size:.85rem}
        .wide-card thead th{white-space:normal;vertical-align:bottom;line-height:1.25;font-size:.78rem}
        .wide-card th:first-child{padding-left:.75rem;min-width:5.5rem;max-width:14rem;white-space:normal;
          overflow-wrap:anywhere}

        """

    private static let small = """
        @media (max-width:44rem){
          .top nav,main,footer{padding-left:1rem;padding-right:1rem}
          main{padding-top:1.1rem}
          .tiles{grid-template-columns:repeat(2,1fr);gap:.5rem}
          .tiles dd{font-size:1.2rem}
          .tiles .states{font-size:1rem}
          th,td{padding:.42rem .55rem}
          .wide,.bar{display:none}
          .narrow{display:inline;font-weight:400}
          .tiles dd small{display:block}
          .hosts thead,.groups thead{position:absolute;left:-9999px}
          .hosts tr,.groups tr{display:flex;flex-wrap:wrap;align-items:baseline;gap:.15rem .9rem;padding:.6rem .75rem;
            border-bottom:1px solid var(--line)}
          .hosts tbody,.groups tbody,.hosts table,.groups table{display:block}
          .hosts tr>*,.groups tr>*{padding:0;border:0}
          .hosts .name,.groups .name{flex:1 1 60%;max-width:none}
          [data-label]::before{content:attr(data-label) " ";color:var(--muted);font-size:.85rem}
          .bandhead .ranges,.ranges li{flex:1 1 auto}
          .ranges a{padding:.55rem .2rem;text-align:center}
          .facts{grid-template-columns:repeat(2,minmax(0,1fr));gap:.55rem 1rem}
          figcaption a{padding:.35rem 0}
        }
        @media print{.top,.ranges,.when details,figcaption span:last-child{display:none}}

        """
}
