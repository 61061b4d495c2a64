/** What the report adds to the theme. */
export const reportStyle = `header>p:first-child{margin:0;font-size:.85rem;letter-spacing:.02em}
header h1{margin:.1rem 0 .2rem;display:flex;flex-wrap:wrap;gap:.75rem;align-items:center}
header details{margin-bottom:.75rem}
.tile strong{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
nav{position:sticky;top:0;z-index:1;background:var(--pw-bg);border-bottom:1px solid var(--pw-line);margin:1rem 0 0;padding:.5rem 0;display:flex;gap:1.25rem;overflow-x:auto;white-space:nowrap;font-size:.9rem}
nav a{text-decoration:none}
section,details.step,details.artifact,.code span{scroll-margin-top:3.5rem}
h3 a,td a,.names a{text-decoration-color:transparent;text-underline-offset:.2em}td a{text-decoration-color:var(--pw-line)}
h3 a:hover,td a:hover,.names a:hover{text-decoration-color:currentColor}
h3 .muted{font-weight:400;font-size:.9em}
svg a{cursor:pointer}svg a:hover{opacity:.8}
a:focus-visible,summary:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--pw-link);outline-offset:2px}
.controls{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center;margin:0 0 .75rem;font-size:.9rem}.controls[hidden]{display:none}
.controls label{display:inline-flex;gap:.4rem;align-items:center}
.controls :is(input[type=search],select,button){font:inherit;color:inherit;background:var(--pw-panel);border:1px solid var(--pw-muted);border-radius:6px;padding:.2rem .5rem;min-width:0;max-width:100%}
.controls button{cursor:pointer;min-width:2rem}
#graph-view.live{overflow:auto;max-height:min(75vh,48rem);cursor:grab}#graph-view.live:active{cursor:grabbing}#graph-view svg a{cursor:pointer}
.searching g.node{opacity:.25}.searching g.node.hit{opacity:1}g.node.current rect,g.node.current:not(:has(rect)) text{outline:3px solid var(--pw-link)}
.hits{list-style:none;padding:0;max-height:26rem;overflow-y:auto}.hits:empty{display:none}
.hits button{display:block;width:100%;text-align:left;font:inherit;font-size:.85rem;color:inherit;background:none;border:0;border-bottom:1px solid var(--pw-line);padding:.3rem .25rem;cursor:pointer;overflow-wrap:anywhere}.hits button:hover{background:var(--pw-soft)}
mark,::highlight(found){background:var(--pw-warn-soft);color:var(--pw-text)}mark{border-bottom:2px solid var(--pw-warn)}::highlight(found){text-decoration:underline 2px var(--pw-warn)}
.code{display:grid;grid-template-columns:max-content minmax(0,1fr);max-height:40rem;overflow:auto;background:var(--pw-soft);border-radius:8px;margin-bottom:1rem}.code pre{margin:0;white-space:pre;overflow:visible;background:none;border-radius:0;font-size:.8rem}.code pre:first-child{position:sticky;left:0;background:var(--pw-soft);color:var(--pw-muted);text-align:right;user-select:none;border-right:1px solid var(--pw-line)}
.code span:target{background:var(--pw-warn-soft)}
details.artifact img{max-width:100%;height:auto;border:1px solid var(--pw-line);border-radius:8px}details.artifact pre{max-height:26rem;font-size:.8rem}
.files{list-style:none;margin:0 0 .5rem;padding-left:1rem}.files code{overflow-wrap:anywhere}details.artifact>.files{padding-left:0}details.file>:is(pre,.scroll,img){margin:.4rem 0}
.timeline{display:grid;grid-template-columns:minmax(6rem,max-content) minmax(0,1fr);gap:0 .75rem;max-height:36rem;overflow-y:auto}
.timeline svg{max-width:none}
.names{list-style:none;margin:0;padding:0;font-size:.8rem;max-width:16rem}
.names li{height:24px;line-height:24px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
table.values{width:auto;max-width:100%}
table.values th{padding-right:1.5rem}
.steps td{white-space:nowrap}.steps td:last-child{white-space:normal;min-width:12rem}.steps :is(td,th):last-child{padding-left:.75rem}
details.step,details.page-part,details.artifact{border:1px solid var(--pw-line);border-radius:10px;background:var(--pw-panel);padding:.6rem 1rem;margin-bottom:.6rem}
details.step:not([open]),details.artifact:not([open]){content-visibility:auto;contain-intrinsic-size:auto 3rem}
details.step>summary,details.page-part>summary,details.artifact>summary{padding:.1rem 0}
details.step[open]>summary,details.page-part[open]>summary,details.artifact[open]>summary{margin-bottom:.75rem}
details.step h3{margin:1rem 0 .4rem;font-size:.95rem;color:var(--pw-muted)}
.facts{display:flex;flex-wrap:wrap;gap:.4rem 2rem;margin:0 0 .75rem;font-size:.9rem}
.facts dt{color:var(--pw-muted);font-size:.8rem}.facts dd{margin:0}
pre.log{max-height:32rem;font-size:.8rem;margin:.5rem 0}
.stderr{color:var(--pw-bad)}
.note.bad p{margin:0 0 .25rem}.note.bad pre.log{background:transparent;padding:.25rem 0;margin:0}
.result{margin-bottom:2rem}details.long{margin:1rem 0}details.long>summary{font-size:.95rem;margin-bottom:.5rem}
iframe.page{width:100%;height:16rem;border:1px solid var(--pw-line);border-radius:8px;background:var(--pw-bg);display:block;margin-bottom:.5rem;color-scheme:light dark}
@media (max-width:40rem){.timeline{grid-template-columns:minmax(5rem,8rem) minmax(0,1fr)}.names{max-width:8rem}header h1{font-size:1.3rem}}
@media print{nav,.controls,.hits,#logs{display:none}#graph-view.live{overflow:visible;max-height:none}#graph-view svg{max-width:100%!important;width:auto!important}.timeline,pre.log{max-height:none;overflow:visible}}
`;
