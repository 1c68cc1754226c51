/// The desk's look. A string, so that the program can be moved without its sources.
enum Stylesheet {
    static let text = frame + parts + drawings + narrow

    private static let frame = """
        :root {
          --ground: #fdfcf9; --raised: #f4f1ea; --ink: #1f2328; --soft: #57606a; --line: #d9d4c8; --link: #1a4f7a;
          --q0: #6e6a63; --q1: #1d7a82; --q2: #2d6a3e; --q3: #a65c00; --q4: #a8231f; --role: #e9e2cf;
          --level1: #e6edf3; --level2: #cbdcea; --level3: #a3c3dd; --level4: #6c9fc6; --level5: #2f6595; --land: #e9e5db;
          --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, Georgia, "DejaVu Serif", serif;
          --sans: system-ui, -apple-system, "Segoe UI", "Liberation Sans", "DejaVu Sans", sans-serif;
          color-scheme: light dark;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #16181b; --raised: #202327; --ink: #e6e3dc; --soft: #a9adb3; --line: #3a3e44; --link: #8fc1ea;
            --q0: #b0aca4; --q1: #5cc0c8; --q2: #7cc08e; --q3: #e5a452; --q4: #f0867f; --role: #3b3726;
            --level1: #1f2b36; --level2: #25394a; --level3: #2d4d68; --level4: #3c6d95; --level5: #7db1da; --land: #2a2d31;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 var(--sans);
          overflow-wrap: anywhere;
        }
        main, .top, .foot { max-width: 74rem; margin: 0 auto; padding: 0 1.25rem; }
        main:focus { outline: none; }
        a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
        a:hover { text-decoration-thickness: 2px; }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
        .skip { position: absolute; left: -999rem; background: var(--ground); padding: .5rem 1rem; }
        .skip:focus { left: .5rem; top: .5rem; z-index: 2; }
        h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.2; margin: 0; }
        h1 { font-size: 2rem; margin-top: 1.75rem; letter-spacing: -.01em; }
        h2 { font-size: 1.3rem; margin: 2.5rem 0 .6rem; }
        h3 { font-size: 1.05rem; margin: 1.2rem 0 .3rem; }
        p { margin: .4rem 0; }
        .purpose { color: var(--soft); max-width: 46rem; margin: .3rem 0 1.2rem; }
        .note, .none, figcaption, caption, .by, .margin, .source, .ground { color: var(--soft); font-size: .875rem; }
        .top { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; align-items: baseline; padding-top: .9rem; padding-bottom: .7rem; }
        .top .name { font: 600 1.2rem var(--serif); color: var(--ink); text-decoration: none; letter-spacing: .01em; }
        .top ul { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; list-style: none; margin: 0; padding: 0; }
        .top li a { text-decoration: none; color: var(--soft); display: inline-block; padding: .25rem 0; }
        .top li a:hover { color: var(--ink); text-decoration: underline; }
        .top li a[aria-current] { color: var(--ink); border-bottom: 2px solid var(--ink); }
        .foot { border-top: 1px solid var(--line); margin-top: 3.5rem; padding-top: .8rem; padding-bottom: 2rem; color: var(--soft); font-size: .875rem; }
        .figures { font-size: 1.02rem; max-width: 56rem; }
        .notice, .empty { background: var(--raised); border-left: 4px solid var(--q3); padding: .8rem 1rem; max-width: 46rem; margin: 1rem 0; }
        .empty { border-left-color: var(--soft); }

        """

    private static let parts = """
        form { margin: 0; }
        .static .controls, .static .write { display: none; }
        .controls { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; margin: 1rem 0; }
        label { display: inline-flex; flex-direction: column; font-size: .8rem; color: var(--soft); max-width: 100%; }
        label.check { flex-direction: row; gap: .4rem; align-items: center; padding: .45rem 0; }
        input, select, textarea, button {
          font: 1rem var(--sans); color: var(--ink); background: var(--ground); border: 1px solid var(--soft);
          border-radius: 4px; padding: .35rem .55rem; min-height: 2.25rem; max-width: 100%;
        }
        input[type=checkbox] { min-height: 0; width: 1.15rem; height: 1.15rem; }
        textarea { width: 100%; min-height: 14rem; font-family: var(--serif); line-height: 1.5; }
        button { background: var(--ink); color: var(--ground); border-color: var(--ink); cursor: pointer; padding: .35rem .9rem; }
        button.reject { background: var(--ground); color: var(--ink); }
        button:hover { opacity: .88; }
        .ways { font-size: .9rem; padding: .4rem 0; }
        .ways a { margin-right: .7rem; }
        input[type=search] { width: 24rem; }
        .wide { overflow-x: auto; }
        .day { white-space: nowrap; }
        table { border-collapse: collapse; width: 100%; font-size: .925rem; }
        caption { text-align: left; padding: 0 0 .4rem; }
        th { text-align: left; font-weight: 600; }
        th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .matrix { width: auto; font-variant-numeric: tabular-nums; }
        .matrix th, .matrix td { padding: 0; border: 1px solid var(--ground); }
        .matrix thead td, .matrix thead th { font-size: .8rem; color: var(--soft); padding: .2rem .35rem; text-align: center; }
        .matrix th[scope=row] { padding: .25rem .8rem .25rem 0; white-space: nowrap; font-weight: 400; }
        .matrix th[scope=row] a { color: var(--ink); text-decoration: none; }
        .matrix th[scope=row] a:hover { text-decoration: underline; }
        .matrix abbr { text-decoration: none; }
        .matrix .code { color: var(--soft); font-size: .8rem; }
        .matrix td a { display: block; min-width: 3rem; padding: .35rem .4rem; text-align: center; text-decoration: none; color: var(--ink); }
        .matrix td a:hover { outline: 2px solid var(--ink); outline-offset: -2px; }
        .matrix .none { text-align: center; color: var(--line); }
        .matrix .change { font-size: .7rem; margin-left: .2rem; }
        td.level1 { background: var(--level1); } td.level2 { background: var(--level2); } td.level3 { background: var(--level3); }
        td.level4 { background: var(--level4); } td.level5 { background: var(--level5); }
        td.level4 a { color: #0c1116; } td.level5 a { color: #fff; }
        @media (prefers-color-scheme: dark) { td.level4 a { color: #fff; } td.level5 a { color: #0c1116; } }
        .events, .found, .chain, .conflicts, .names, .steps, .queue, .report { list-style: none; padding: 0; margin: .4rem 0; }
        .events li { display: grid; grid-template-columns: 1.4rem 11.5rem 1fr; gap: .2rem .5rem; padding: .55rem 0; border-bottom: 1px solid var(--line); align-items: start; }
        .events .when { font-variant-numeric: tabular-nums; color: var(--soft); font-size: .925rem; }
        .events .what > a { font-weight: 600; text-decoration: none; color: var(--ink); }
        .events .what > a:hover { text-decoration: underline; }
        .events q { display: block; font-family: var(--serif); margin-top: .1rem; }
        .open { color: var(--q3); font-weight: 600; font-size: .875rem; }
        .cite { white-space: nowrap; font-size: .875rem; }
        .found li, .conflicts li, .chain li { padding: .5rem 0; border-bottom: 1px solid var(--line); }
        .found q { font-family: var(--serif); }
        .names { columns: 20rem; column-gap: 2rem; } .names li { break-inside: avoid; padding: .2rem 0; }
        .chain li:last-child, .conflicts li:last-child { border-bottom: 0; }
        .basis { font-size: .8rem; border: 1px solid var(--soft); border-radius: 3px; padding: .05rem .4rem; white-space: nowrap; }
        .basis.supposed, .basis.inferred { border-style: dashed; } .basis.sequence { border-style: dotted; }
        .state { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(28rem, 100%), 1fr)); gap: 0 2rem; border: 1px solid var(--line); border-radius: 6px; padding: .6rem 1rem .8rem; }
        .state h2 { grid-column: 1 / -1; font-size: 1.05rem; margin: .2rem 0 0; }
        .state h3 { font: 600 .875rem var(--sans); color: var(--soft); margin: .5rem 0 .2rem; }
        .chips { list-style: none; margin: 0; padding: 0; font-size: .925rem; }
        .chips li, .steps li { padding: .1rem 0 .1rem .8rem; border-left: 4px solid var(--line); margin: .25rem 0; }
        .binding { border-left-color: var(--q4) !important; } .pending { border-left: 4px dashed var(--q3) !important; }
        .status { font: .9rem var(--sans); color: var(--soft); border: 0 !important; }
        .summary { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); gap: .3rem 2rem; margin: 1rem 0; }
        .summary div, .fields div { display: grid; grid-template-columns: 5.5rem 1fr; gap: .5rem; }
        .summary .whole { grid-column: 1 / -1; }
        dt { color: var(--soft); font-size: .875rem; padding-top: .1rem; } dd { margin: 0; }
        .claim { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: 1rem 2.5rem; border-top: 1px solid var(--line); padding: 1.2rem 0; }
        .claim blockquote { margin: 0; font: 1.25rem/1.75 var(--serif); }
        .claim blockquote p { white-space: pre-line; margin: 0; }
        .fields { margin: 0; font-size: .95rem; display: grid; gap: .3rem; align-content: start; }
        mark { background: var(--role); color: inherit; padding: .05em .15em; border-radius: 3px; }
        mark .tag { font: 600 .68rem var(--sans); color: var(--soft); margin-right: .3em; text-transform: none; }
        mark.r-act { box-shadow: inset 0 -2px 0 var(--q4); } mark.r-who { box-shadow: inset 0 -2px 0 var(--q1); }
        mark.r-whom { box-shadow: inset 0 -2px 0 var(--q3); }
        .judgements { font-size: .9rem; padding-left: 1.2rem; }
        .judge { border-top: 1px solid var(--line); padding: .6rem 0; }
        .judge form { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin: .3rem 0; }
        summary { cursor: pointer; color: var(--link); padding: .3rem 0; }
        .queue .item { border: 1px solid var(--line); border-radius: 6px; padding: .2rem 1rem; margin: 0 0 1rem; }
        .queue .item.here { border-color: var(--ink); box-shadow: 0 0 0 1px var(--ink); }
        .queue .claim { border-top: 0; }
        .report li { display: grid; grid-template-columns: 2.2rem minmax(0, 38rem) minmax(0, 1fr); gap: .2rem 1rem; padding: .3rem 0; }
        .report li:target { background: var(--raised); box-shadow: -6px 0 0 var(--q3); }
        .report p { margin: 0; } .report li > p { font: 1.1rem/1.65 var(--serif); white-space: pre-line; }
        .report .long { max-height: 16rem; overflow-y: auto; border: 1px solid var(--line); padding: 0 .5rem; }
        .report .no { color: var(--soft); font-size: .8rem; text-decoration: none; padding-top: .35rem; text-align: right; min-width: 1.5rem; }
        .report .aside > p:not(.margin) { color: var(--soft); font-size: .95rem; font-style: italic; }
        .report .aside .margin, .report .margin p { font: .875rem/1.4 var(--sans); padding-top: .3rem; }
        .report .role { border-bottom: 1px solid var(--soft); }
        .report .act { color: inherit; font-weight: 600; text-decoration: none; border-bottom: 3px solid var(--q0); }
        .act.q1 { border-color: var(--q1) !important; } .act.q2 { border-color: var(--q2) !important; }
        .act.q3 { border-color: var(--q3) !important; } .act.q4 { border-color: var(--q4) !important; }
        progress { width: 100%; height: 1.1rem; accent-color: var(--q1); }
        .add label { display: flex; margin: .6rem 0; } .add .row { display: flex; flex-wrap: wrap; gap: 0 1rem; } .add .row label { flex: 1 1 12rem; }
        code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9em; }

        """

    private static let drawings = """
        figure { margin: 1rem 0; }
        svg { display: block; width: 100%; height: auto; }
        svg.sign { display: inline-block; width: 1.05rem; height: 1.05rem; vertical-align: -.18em; }
        svg.arc.sign, svg.wide-sign { width: 1.8rem; }
        svg.bar-cell { display: inline-block; width: 3.75rem; height: .6rem; }
        .dyad { min-width: 46rem; } .months { min-width: 30rem; }
        .dyad text, .months text { font: 12px var(--sans); fill: var(--soft); }
        .dyad .lane { font: 600 14px var(--serif); fill: var(--ink); }
        .dyad .label.end { text-anchor: end; }
        .tick { stroke: var(--line); stroke-width: 1; fill: none; }
        .axis { stroke: var(--soft); stroke-width: 1; fill: none; }
        .hatch { stroke: var(--soft); stroke-width: 1; opacity: .55; }
        .mark, .sign { fill: var(--q0); stroke: var(--q0); stroke-width: 1.8; color: var(--q0); }
        .q1 { fill: var(--q1); stroke: var(--q1); } .q2 { fill: var(--q2); stroke: var(--q2); }
        .q3 { fill: var(--q3); stroke: var(--q3); } .q4 { fill: var(--q4); stroke: var(--q4); }
        .hollow { fill: var(--ground); } .mark.open { stroke-dasharray: 3 2; }
        .whisker { fill: none; stroke-width: 1.4; stroke-dasharray: none; }
        .mark:hover, .mark:focus-visible { stroke-width: 3.4; outline: none; }
        .mark.related { stroke-width: 3.4; } .dyad.pointed .mark:not(.related):not(:hover) { opacity: .4; }
        .arc { fill: none; stroke: var(--ink); } .arc .line { stroke-width: 1.5; opacity: .75; fill: none; }
        .arc .reach { stroke: transparent; stroke-width: 14; fill: none; pointer-events: stroke; }
        .arc.supposed .line, .arc.inferred .line { stroke-dasharray: 6 4; } .arc.sequence .line { stroke-dasharray: 1.5 4; stroke-linecap: round; }
        .arc:hover .line, .arc:focus-visible .line { stroke-width: 3.5; opacity: 1; } .arc:focus-visible { outline: none; }
        .bar.binding { fill: var(--q4); } .bar.pending { fill: var(--ground); stroke: var(--q3); stroke-dasharray: 3 2; } .bar.ended { fill: var(--soft); }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; padding: 0; margin: .4rem 0 0; font-size: .875rem; color: var(--soft); }
        .hatched { display: inline-block; width: 1.6rem; height: .8rem; vertical-align: -.05em; border: 1px solid var(--line); background: repeating-linear-gradient(45deg, transparent 0 3px, var(--soft) 3px 4px); }
        .months .count { fill: var(--level5); } .months .count.faint { fill: var(--level4); opacity: .75; }
        .months a:hover .back, .months a:focus-visible .back { fill: var(--raised); } .months a:focus-visible { outline: none; }
        .months a:focus-visible .back { stroke: var(--link); stroke-width: 2; }
        .world path { fill: var(--land); stroke: var(--ground); stroke-width: .6; }
        .world .level1 { fill: var(--level2); } .world .level2 { fill: var(--level3); } .world .level3 { fill: var(--level4); }
        .world .level4, .world .level5 { fill: var(--level5); }
        .world a:hover path, .world a:focus-visible path { stroke: var(--ink); stroke-width: 1.4; } .world a:focus-visible { outline: none; }

        """

    private static let narrow = """
        @media (max-width: 46rem) {
          body { font-size: 15px; } main, .top, .foot { padding-left: .9rem; padding-right: .9rem; }
          h1 { font-size: 1.55rem; }
          .claim { grid-template-columns: minmax(0, 1fr); }
          .events li { grid-template-columns: 1.4rem 1fr; } .events .what { grid-column: 2; }
          .report li { grid-template-columns: 1.8rem minmax(0, 1fr); gap: .1rem .6rem; } .report .margin { grid-column: 2; }
          .controls label { flex: 1 1 7.5rem; } .controls input { width: 100%; font-size: .9rem; padding: .3rem .35rem; } .controls .check input { width: 1.15rem; }
          .top ul { gap: .1rem .9rem; } .controls .check { flex-basis: 100%; }
          .matrix th[scope=row] { white-space: normal; max-width: 7.5rem; overflow-wrap: break-word; }
          .matrix caption { max-width: calc(100vw - 2rem); }
        }
        @media print {
          :root { --ground: #fff; --ink: #000; --soft: #444; --line: #bbb; --raised: #f4f4f4; }
          .top nav, .skip, .controls, .write, .judge, .forms, .next { display: none; }
          body { font-size: 10.5pt; } .wide { overflow: visible; } .report .long { max-height: none; overflow: visible; } .dyad, .months { min-width: 0; }
          .events li, .claim, .measure, .report li { break-inside: avoid; }
          a { color: inherit; text-decoration: none; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }

        """
}
