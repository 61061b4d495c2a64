const light = `--pw-bg:#fdfdfc;--pw-panel:#ffffff;--pw-text:#1c1f23;--pw-muted:#5d6670;--pw-line:#dfe3e8;--pw-soft:#f2f4f6;--pw-link:#0b5cad;
--pw-good:#16702f;--pw-bad:#c02b2b;--pw-warn:#9a6700;--pw-run:#0b5cad;--pw-good-soft:#e3f4e7;--pw-bad-soft:#fdeaea;--pw-warn-soft:#fdf3d8;--pw-run-soft:#e4effb;
--pw-series-1:#0072b2;--pw-series-2:#d55e00;--pw-series-3:#009e73;--pw-series-4:#cc79a7;--pw-series-5:#e69f00;--pw-series-6:#56b4e9;--pw-series-7:#6b4fa0;--pw-series-8:#6e6e6e;`;

const dark = `--pw-bg:#121417;--pw-panel:#1a1d21;--pw-text:#e7e9ec;--pw-muted:#9ba4ae;--pw-line:#343a41;--pw-soft:#22262b;--pw-link:#79b8ff;
--pw-good:#57c26f;--pw-bad:#ff7b72;--pw-warn:#e0b04c;--pw-run:#6cb0ff;--pw-good-soft:#17301d;--pw-bad-soft:#3a1c1c;--pw-warn-soft:#33290f;--pw-run-soft:#152a42;
--pw-series-1:#4aa8e0;--pw-series-2:#f2803a;--pw-series-3:#2fc79a;--pw-series-4:#e39cc4;--pw-series-5:#f0b840;--pw-series-6:#8fd0f5;--pw-series-7:#a98fe0;--pw-series-8:#a6a6a6;`;

/**
 * The look of every page that Pipewright writes, as one style sheet: light and dark by the reader's own setting, narrow screens, print.
 *
 * Colours are CSS variables, so that charts and graphs inside a page follow it. Beside plain elements these classes are there to use:
 * `tiles` > `tile` (`strong` the number, `span` its name), `charts` (a grid of figures), `scroll` (around a wide table),
 * `compact` (a table no wider than its content), `number` (a right-aligned cell), `note`, `muted`, `good`, `bad`, `warn`, `badge`.
 *
 * The eight series colours are those of Okabe and Ito (2008), "Color Universal Design", apart for people who see fewer colours; in the
 * dark the two darkest are lighter.
 */
export const theme = `:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--pw-bg);color:var(--pw-text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;overflow-wrap:anywhere}
main{max-width:72rem;margin:0 auto;padding:2rem 1.5rem 4rem}
h1,h2,h3,h4{line-height:1.25;margin:2rem 0 .75rem;text-wrap:balance}
h1{font-size:1.75rem;margin-top:0}h2{font-size:1.3rem}h3{font-size:1.05rem}h4{font-size:.95rem}
p,ul,ol,dl,pre,table,figure,details{margin:0 0 1rem}
a{color:var(--pw-link)}
code,pre,kbd{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.875em}
pre{background:var(--pw-soft);border-radius:8px;padding:.75rem 1rem;overflow:auto;white-space:pre-wrap;line-height:1.45}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--pw-line);vertical-align:top}
th{color:var(--pw-muted);font-weight:600;white-space:nowrap}
th.number,td.number{text-align:right;white-space:nowrap}
figure{background:var(--pw-panel);border:1px solid var(--pw-line);border-radius:10px;padding:.75rem;overflow-x:auto}
figure svg{display:block;margin:0 auto}
figcaption{color:var(--pw-muted);font-size:.85rem;margin-top:.5rem}
summary{cursor:pointer}
svg{max-width:100%}
svg text{font-family:inherit}svg a{color:inherit}
table.compact{width:auto;min-width:min(100%,26rem)}table.compact th,table.compact td{padding-right:1.75rem;overflow-wrap:normal}
.scroll{overflow-x:auto;margin-bottom:1rem}.scroll>table{margin:0}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.75rem;margin:0 0 1rem}
.tile{background:var(--pw-panel);border:1px solid var(--pw-line);border-radius:10px;padding:.7rem .9rem;min-width:0}
.tile strong{display:block;font-size:1.3rem;line-height:1.3;font-weight:650;font-variant-numeric:tabular-nums}
.tile span{color:var(--pw-muted);font-size:.85rem}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,26rem),1fr));gap:1rem;margin:0 0 1rem}
.charts>figure{margin:0;min-width:0}
.muted{color:var(--pw-muted)}.good{color:var(--pw-good)}.bad{color:var(--pw-bad)}.warn{color:var(--pw-warn)}
.note{background:var(--pw-soft);border-left:3px solid var(--pw-line);border-radius:0 8px 8px 0;padding:.6rem .9rem;margin:0 0 1rem}
.note.bad{color:inherit;background:var(--pw-bad-soft);border-color:var(--pw-bad)}
.note.warn{color:inherit;background:var(--pw-warn-soft);border-color:var(--pw-warn)}
.note.good{color:inherit;background:var(--pw-good-soft);border-color:var(--pw-good)}
.badge{display:inline-block;border-radius:999px;padding:.05rem .6rem;font-size:.8rem;font-weight:600;white-space:nowrap;background:var(--pw-soft);color:var(--pw-muted)}
.badge.good{background:var(--pw-good-soft);color:var(--pw-good)}.badge.bad{background:var(--pw-bad-soft);color:var(--pw-bad)}
.badge.warn{background:var(--pw-warn-soft);color:var(--pw-warn)}.badge.run{background:var(--pw-run-soft);color:var(--pw-run)}
@media (max-width:40rem){main{padding:1.25rem 1rem 3rem}h1{font-size:1.4rem}body{font-size:15px}}
@media print{:root{color-scheme:light;${light}--pw-bg:#fff}main{max-width:none;padding:0}figure,.tile,tr{break-inside:avoid}h2,h3{break-after:avoid}}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
`;
