extension StyleSheet {
    /// What differs on a telephone and on paper.
    static let small = """
        @media (max-width:44rem){
          .top nav,main,footer{padding-left:1rem;padding-right:1rem}
          .places,[role=search],[role=search] input{width:100%}
          .places{margin:0;justify-content:space-between}
          .places a{padding:.7rem 0}
          [role=search]{padding-bottom:.6rem}
          main{padding-top:1.1rem}
          .tiles{grid-template-columns:repeat(2,1fr);gap:.5rem}
          .tiles dd{font-size:1.2rem}
          .tiles .states{font-size:1rem}
          th,td{padding:.42rem .55rem}
          .wide,.bar{display:none}
          .narrow{display:inline;font-weight:400}
          .tiles dd small{display:block}
          .hosts thead,.groups thead{display:block}
          .hosts thead th:not(:has(a)),.groups thead th:not(:has(a)){display:none}
          .groups .trend{flex:1 1 40%;text-align:left}.events tr{display:grid;padding:.5rem .75rem;border-bottom:1px solid var(--line)}.events thead{display:none}
          .events table,.events tbody{display:block}.events tr>*{padding:0;border:0;white-space:normal}.filter label{display:grid;flex:1 1 100%}.filter input{width:100%;min-width:0}.trend svg{margin-left:0}
          .hosts tr,.groups tr{display:flex;flex-wrap:wrap;align-items:baseline;gap:.15rem .9rem;padding:.6rem .75rem;
            border-bottom:1px solid var(--line)}
          .groups tbody tr{display:grid;grid-template-columns:repeat(2,minmax(0,1fr))}
          .groups td{white-space:normal}.groups .worst{grid-column:1/-1}
          .strip,.heat{overflow-x:auto}.strip>svg,.heat>svg{width:50rem}.strip>figcaption,.heat>figcaption{position:sticky;left:0}
          .hosts tbody,.groups tbody,.hosts table,.groups table{display:block}
          .hosts tr>*,.groups tr>*{padding:0;border:0}
          .hosts .name,.groups .name{flex:1 1 60%;max-width:none}
          [data-label]::before{content:attr(data-label) " ";color:var(--muted);font-size:.85rem}
          .bandhead .ranges,.ranges li{flex:1 1 auto}
          .ranges a{padding:.55rem .2rem;text-align:center}
          .facts{grid-template-columns:repeat(2,minmax(0,1fr));gap:.55rem 1rem}
          figcaption a{padding:.35rem 0}
          .one figure>svg{min-width:42rem}
        }
        @media print{.top,.ranges,.when details,.data,.choices{display:none}}

        """
}
