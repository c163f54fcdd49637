/** What the page of a validation has beyond the report's looks. */
export const VALIDATION_STYLE = `
.holds{--c:var(--sounding)}.short{--c:var(--ballistic)}.open{--c:var(--soft)}
.state{display:inline-block;min-width:4.6em;padding:1px 8px;border:1px solid var(--c);border-radius:3px;color:var(--c);font-size:.8rem;font-weight:600;text-align:center;white-space:nowrap}
.short .state{background:var(--c);color:var(--paper)}
.lines{font-size:.88rem}.lines td,.lines th{padding-right:18px}.lines tbody th{width:40%}.lines .group th{width:auto;padding-top:22px;font-weight:400;color:var(--soft);overflow-wrap:anywhere}
.kinds{font-size:.92rem;width:auto}.kinds td{font:500 1.05rem/1.3 var(--serif);padding-right:28px}.kinds th{padding-right:28px}.kinds .short .missed{color:var(--c);font-weight:700}
.lines .figure{white-space:nowrap}.lines .figure b{display:block;font:500 1.05rem/1.3 var(--serif)}
.lines .figure span,.lines .soft,.soft{color:var(--soft);font-size:.84rem}.lines .soft{display:block;font-weight:400}.lines tbody th a{text-decoration:none}.lines tbody th a:hover{text-decoration:underline}
.why{border-left:3px solid var(--c);padding-left:10px;margin:8px 0;font-size:.9rem}.lines .why{margin:6px 0 0;font-size:.84rem;font-weight:400;max-width:34em}
.line{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--c);border-radius:6px;padding:16px 20px;margin-top:18px}.line:target{box-shadow:0 0 0 3px var(--c)}
.line header{display:flex;flex-wrap:wrap;gap:4px 14px;align-items:baseline}.line h3{margin:0;flex:1 1 16em}.line .path{overflow-wrap:anywhere;margin:2px 0 0}.line dl div{grid-template-columns:11em 1fr}.line dd{overflow-wrap:anywhere}
.line dl.beside{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,290px),1fr));gap:0 28px;margin-top:6px}.line dl.beside div{display:flex;justify-content:space-between;gap:14px;align-items:baseline}.line dl.beside dt{min-width:0;overflow-wrap:anywhere}.line dl.beside dd{text-align:right}.line h3,.line .why,.lines th,.lines td,.files td{overflow-wrap:anywhere}
.amount{font:500 1.15rem/1.3 var(--serif)}.amount span{font:400 .84rem var(--sans);color:var(--soft)}
.chart{margin-top:14px;overflow-x:auto}.chart img{display:block;max-width:100%;height:auto;margin:0 auto;border-radius:4px}
.files{font-size:.88rem}.files th{overflow-wrap:anywhere;font-weight:400}
@media (prefers-color-scheme:dark){.chart img{filter:invert(.88) hue-rotate(180deg)}}
@media (max-width:760px){.tiles li:last-child:nth-child(odd){grid-column:1/-1}.lines thead,.files thead{position:absolute;left:-9999px}.lines,.lines tbody,.files,.files tbody{display:block}.lines tr,.files tr{display:block;padding:12px 0;border-bottom:1px solid var(--line)}
.lines td,.lines tbody th,.files td,.files tbody th{display:block;border:0;padding:2px 0}.lines .figure{white-space:normal}.lines .figure b{display:inline;margin-right:.5em}.line{padding:14px}.lines tbody th{width:auto}.line dl:not(.beside) div{grid-template-columns:1fr;gap:0}}
@media print{.chart img{filter:none}.line{break-inside:avoid}section{break-inside:auto}}
`;
