extension StyleSheet {
    /// Groups with their trends, and what lists of hosts and events can be narrowed down by.
    static let overview = """
        .trend svg{display:block;width:7rem;height:1.6rem;margin:.1rem 0 0 auto}
        .groups td,.groups th{vertical-align:top}
        .worst{white-space:normal;font-size:.88rem;min-width:9rem}.worst span{display:inline-block}
        .worst>span{margin-right:.7rem}
        th small{margin-left:.35rem}
        th[aria-sort] a{color:var(--text);font-weight:650}th[aria-sort] a::after{content:" ↓"}
        .key{width:.7rem;height:.7rem}
        .filter{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .9rem;margin:0 0 1rem}
        .events .what,.events .about{white-space:normal;overflow-wrap:anywhere}.events .about small{margin-right:.4rem}
        .strip{margin:0 0 1rem}.filter+.ranges{margin-bottom:.6rem}
        .tiles dd small{white-space:nowrap}
        .found .name{max-width:none}
        nav.when{margin:.8rem 0 0}

        """
}
