/** What the report adds to the theme. */
export const reportStyle = `header>p:first-child{margin:0;font-size:.85rem;letter-spacing:.02em}
header h1{margin:.1rem 0 .2rem;display:flex;flex-wrap:wrap;gap:.75rem;align-items:center}
header details{margin-bottom:.75rem}
.tile strong{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
nav{position:sticky;top:0;z-index:1;background:var(--pw-bg);border-bottom:1px solid var(--pw-line);margin:1rem 0 0;padding:.5rem 0;display:flex;gap:1.25rem;overflow-x:auto;white-space:nowrap;font-size:.9rem}
nav a{text-decoration:none}
section,details.step{scroll-margin-top:3.5rem}
h3 a,td a,.names a{text-decoration:none}
h3 a:hover,td a:hover,.names a:hover{text-decoration:underline}
h3 .muted{font-weight:400;font-size:.9em}
svg a{cursor:pointer}svg a:hover{opacity:.8}
.timeline{display:grid;grid-template-columns:minmax(6rem,max-content) minmax(0,1fr);gap:0 .75rem;max-height:36rem;overflow-y:auto}
.timeline svg{max-width:none}
.names{list-style:none;margin:0;padding:0;font-size:.8rem;max-width:16rem}
.names li{height:24px;line-height:24px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
table.values{width:auto;max-width:100%}
table.values th{padding-right:1.5rem}
.steps td{white-space:nowrap}.steps td:last-child{white-space:normal;min-width:12rem}.steps :is(td,th):last-child{padding-left:.75rem}
details.step,details.page-part{border:1px solid var(--pw-line);border-radius:10px;background:var(--pw-panel);padding:.6rem 1rem;margin-bottom:.6rem}
details.step>summary,details.page-part>summary{padding:.1rem 0}
details.step[open]>summary,details.page-part[open]>summary{margin-bottom:.75rem}
details.step h4{margin:1rem 0 .4rem;color:var(--pw-muted)}
.facts{display:flex;flex-wrap:wrap;gap:.4rem 2rem;margin:0 0 .75rem;font-size:.9rem}
.facts dt{color:var(--pw-muted);font-size:.8rem}.facts dd{margin:0}
pre.log{max-height:32rem;font-size:.8rem;margin:.5rem 0}
.stderr{color:var(--pw-bad)}
.note.bad p{margin:0 0 .25rem}.note.bad pre.log{background:transparent;padding:.25rem 0;margin:0}
.result{margin-bottom:2rem}details.long{margin:1rem 0}details.long>summary{font-size:.95rem;margin-bottom:.5rem}
iframe.page{width:100%;height:16rem;border:1px solid var(--pw-line);border-radius:8px;background:var(--pw-bg);display:block;margin-bottom:.5rem;color-scheme:light dark}
@media (max-width:40rem){.timeline{grid-template-columns:minmax(5rem,8rem) minmax(0,1fr)}.names{max-width:8rem}header h1{font-size:1.3rem}}
@media print{nav{display:none}.timeline,pre.log{max-height:none;overflow:visible}}
`;
