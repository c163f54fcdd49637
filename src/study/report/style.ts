/** The report's looks: light and dark by the reader's own setting, and for paper. No font is fetched. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fbfaf7;--card:#fff;--ink:#1c2126;--soft:#5a646e;--faint:#dcdfe0;--line:#c6cbce;
--sea:#e9eff3;--land:#cfd3cb;--grat:#d6dfe5;--cover:#3f7cac;--truth:#6b7280;--band:#8a5a00;--bandink:#fff;
--ballistic:#b3261e;--space:#1f5fae;--sounding:#0f766e;--stage:#7a5ea8;--reentry:#a14a7a;--bolide:#955800;--other:#5a646e;--unknown:#8a6d00;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Georgia,serif;--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#14181c;--card:#1b2025;--ink:#e8e6e1;--soft:#a2abb3;--faint:#2a3138;--line:#3b444c;
--sea:#172430;--land:#36403f;--grat:#223240;--cover:#6fb1de;--truth:#a9b0b8;--band:#f2b84b;--bandink:#1c1400;
--ballistic:#ff7b6e;--space:#78b2ff;--sounding:#5bd0c3;--stage:#c1a5f0;--reentry:#ee9ac6;--bolide:#ffb454;--other:#a2abb3;--unknown:#e2c44a}}
*{box-sizing:border-box}html{scroll-padding-top:3.2rem}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 var(--sans);font-variant-numeric:tabular-nums}
main{max-width:1128px;margin:0 auto;padding:0 24px 48px}
a{color:inherit;text-underline-offset:.18em}a:focus-visible,summary:focus-visible{outline:3px solid var(--cover);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:8px;z-index:3}
.banner{position:sticky;top:0;z-index:2;background:var(--band);color:var(--bandink);padding:7px 24px;font-size:.9rem;text-align:center}
.banner strong{letter-spacing:.14em;margin-right:.6em}footer.banner{position:static}.origin-live{--band:#9b1c13;--bandink:#fff}.origin-replay{--band:#2f5d7c;--bandink:#fff}
.head{padding:52px 0 20px}.over{margin:0 0 14px;color:var(--soft);font-size:.88rem;letter-spacing:.02em}
h1{font:500 clamp(1.4rem,2.6vw,2rem)/1.3 var(--serif);margin:0;max-width:33em;text-wrap:pretty}
.sub{color:var(--soft);font-size:1.06rem;max-width:46em}
.tiles{list-style:none;margin:28px 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:1px;background:var(--line);border:1px solid var(--line);border-radius:6px;overflow:hidden}
.tiles li{background:var(--card);padding:14px 16px}.tiles b{display:block;font:500 1.42rem/1.2 var(--serif)}.tiles span{color:var(--soft);font-size:.84rem;line-height:1.35;display:block;margin-top:4px}
section{padding-top:44px}h2{font:500 1.5rem/1.3 var(--serif);margin:0 0 16px;padding-bottom:8px;border-bottom:1px solid var(--line)}
h2 .tag{float:right;font:600 .7rem/1 var(--sans);letter-spacing:.14em;color:var(--bandink);background:var(--band);padding:5px 8px;border-radius:3px;margin-top:6px}
h3{font:600 1.02rem/1.35 var(--sans);margin:0 0 6px}h4{margin:14px 0 4px;font-size:.84rem;color:var(--soft);font-weight:600}
p{max-width:46em}.id{color:var(--soft);font-weight:400;font-size:.84rem}
svg{display:block;width:100%;height:auto;font-family:var(--sans)}svg text{fill:var(--ink);font-size:12px}
.map,.timeline,.inset svg{border:1px solid var(--line);border-radius:6px}.timeline{background:var(--card);padding:8px 10px}
.c-ballistic{--c:var(--ballistic)}.c-space-launch{--c:var(--space)}.c-sounding-rocket{--c:var(--sounding)}.c-falling-stage{--c:var(--stage)}.c-reentry{--c:var(--reentry)}.c-bolide{--c:var(--bolide)}.c-unknown{--c:var(--unknown)}.c-background,.c-satellite,.c-aircraft{--c:var(--other)}
.sea{fill:var(--sea)}.land{fill:var(--land)}.graticule{fill:none;stroke:var(--grat)}
.cover{fill:var(--cover);fill-opacity:.07;stroke:var(--cover);stroke-opacity:.4;stroke-dasharray:2 3}
.protected{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-dasharray:6 3}
.track{fill:none;stroke:var(--c);stroke-width:2.6;stroke-linecap:round;stroke-linejoin:round}.ahead{fill:none;stroke:var(--c);stroke-width:1.6;stroke-dasharray:6 4}.truth-track{fill:none;stroke:var(--truth);stroke-width:1.2;stroke-dasharray:1.5 3.5;stroke-linecap:round}
.ellipse{fill:var(--c);fill-opacity:.2;stroke:var(--c);stroke-width:1.6}.ellipse.earlier{fill:none;stroke-width:.8;stroke-opacity:.5}
.area{fill:var(--c);fill-opacity:.08;stroke:var(--c);stroke-dasharray:1 4;stroke-linecap:round;stroke-width:1.6}
.launch-mark{fill:var(--paper);stroke:var(--c);stroke-width:3}.impact-mark{fill:none;stroke:var(--c);stroke-width:3;stroke-linecap:round}.seen-mark{fill:var(--c)}
.spot{fill:var(--other);fill-opacity:.5}.radar-mark{fill:var(--ink)}
.map-label{paint-order:stroke;stroke:var(--sea);stroke-width:3.5px;stroke-linejoin:round}svg .map-label{font-size:13px;font-weight:600;fill:var(--c,var(--ink))}svg .radar-label{fill:var(--soft);font-size:11px;font-weight:400}
.origin-mark{font-size:17px!important;font-weight:700;letter-spacing:.16em;fill:var(--band)!important}.origin-mark.small{font-size:11px!important}
.legend{list-style:none;padding:0;margin:12px 0 0;display:flex;flex-wrap:wrap;gap:6px 20px;font-size:.86rem;color:var(--soft)}.legend i{display:inline-block;width:16px;height:10px;margin-right:7px;vertical-align:middle}
.swatch{background:var(--c);border-radius:2px}.key-launch{width:12px!important;height:12px!important;border:3px solid var(--soft);border-radius:50%}.key-impact{background:linear-gradient(45deg,transparent 43%,var(--soft) 43% 57%,transparent 57%),linear-gradient(-45deg,transparent 43%,var(--soft) 43% 57%,transparent 57%);width:13px!important;height:13px!important}
.key-track{height:0!important;border-top:3px solid var(--soft)}.key-truth{height:0!important;border-top:2px dotted var(--truth)}.key-cover{background:color-mix(in srgb,var(--cover) 14%,transparent);border:1px dashed var(--cover)}.key-spot{width:8px!important;height:8px!important;border-radius:50%;background:var(--other);opacity:.6}
.sensors{margin-top:22px}.sensors table{font-size:.86rem;max-width:760px}
.insets{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,250px),1fr));gap:24px 20px;margin-top:26px}
figure{margin:0}figcaption{font-size:.82rem;line-height:1.45;color:var(--soft);margin-top:8px}figcaption b{color:var(--c,var(--ink));display:block;font-size:.9rem}figcaption b::first-letter{text-transform:uppercase}
.centre{stroke:var(--c);stroke-width:1.4}.truth-mark{stroke:var(--ink);stroke-width:2;fill:none}.scale-bar{fill:none;stroke:var(--ink)}.scale-text,.north{font-size:11px!important;fill:var(--soft)!important}
.grid path{stroke:var(--faint)}.grid text,.axis-name,.plot-note{fill:var(--soft);font-size:11px}.row-line{stroke:var(--faint)}
.row-name{font-weight:600;fill:var(--c)!important;font-size:13px!important}.row-name::first-letter{text-transform:uppercase}.row-id{fill:var(--soft)!important;font-size:11px!important}
.bar{fill:var(--c)}.bar.line-of-sight-track{fill-opacity:.45}.bar.radar-track{fill-opacity:1}
.mark{stroke:var(--c);stroke-width:1.4;fill:none}.mark.is-estimate{stroke-dasharray:2 2}.mark.is-confirmed{stroke-width:3}.mark-label{font-size:10.5px!important;fill:var(--soft)!important;paint-order:stroke;stroke:var(--card);stroke-width:3px}
.events{display:grid;gap:18px;margin-top:22px}.both{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr));gap:6px 36px}
.scroll,.plot.wide{overflow-x:auto}.event-table{font-size:.86rem;min-width:820px}.event-table th a{color:var(--c);text-decoration:none}.event-table th a:hover{text-decoration:underline}.event-table tbody th{white-space:nowrap}.event-table th a::first-letter{text-transform:uppercase}
.event{background:var(--card);border:1px solid var(--line);border-top:4px solid var(--c);border-radius:6px;padding:16px 20px}.event:target{box-shadow:0 0 0 3px var(--c)}
.event header{display:flex;gap:10px;align-items:baseline}.event h3{margin:0;color:var(--c);font-size:1.1rem}.probability{margin-left:auto;font:500 1.15rem var(--serif)}
dl{margin:10px 0 0}dl div{display:grid;grid-template-columns:7.2em 1fr;gap:10px;padding:3px 0;border-bottom:1px solid var(--faint)}dt{color:var(--soft);font-size:.86rem}dd{margin:0;font-size:.92rem}dd ul{margin:0;padding:0;list-style:none}
.others{font-size:.88rem;color:var(--soft);margin:10px 0 0}.evidence ol{margin:0;padding-left:1.5em;font-size:.9rem}.evidence time{color:var(--soft)}summary{cursor:pointer;font-size:.88rem;color:var(--soft);margin-top:6px}
.background{margin-top:18px}.background table{font-size:.86rem}
.warnings{list-style:none;margin:0;padding:0}.warning{display:grid;grid-template-columns:6.2em 1fr;gap:16px;padding:14px 0;border-bottom:1px solid var(--faint)}.when time{font:500 1.15rem var(--serif);display:block}.when span{color:var(--soft);font-size:.76rem}
.tags{margin:0 0 4px;font-size:.84rem;color:var(--soft)}.tags span,.tags a{margin-right:.7em}.level{display:inline-block;padding:1px 8px;border-radius:3px;border:1px solid currentColor;color:var(--soft)}.level-notice .level{color:var(--bolide)}.level-confirmed .level,.level-public .level{background:var(--ballistic);border-color:var(--ballistic);color:var(--paper)}
.fold{padding:8px 0 8px calc(6.2em + 16px);border-bottom:1px solid var(--faint)}.fold .warnings{margin-left:calc(-6.2em - 16px)}.warning h3{font-weight:500;max-width:46em}.warning ul{padding-left:1.2em;font-size:.86rem}code{font-size:.86em}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:18px}.plot{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:8px}.plot.wide{margin:14px 0}
.plot-name{font-weight:600;font-size:13px!important}.dots{stroke:var(--cover);stroke-width:3;stroke-linecap:round;stroke-opacity:.45;fill:none}.expected{stroke:var(--ink);stroke-width:1.2}
.size{fill:none;stroke:var(--c);stroke-width:2.4}.size.thin{stroke-width:1.1}.of-launch .size,.of-launch .error{stroke:var(--soft)}.error{fill:none;stroke:var(--c);stroke-width:1.8;stroke-dasharray:1 4;stroke-linecap:round}.series-name{font-size:12px;font-weight:600}
table{border-collapse:collapse;width:100%;font-size:.94rem}th,td{text-align:left;padding:7px 14px 7px 0;border-bottom:1px solid var(--faint);vertical-align:top;font-weight:400}thead th{color:var(--soft);font-size:.84rem}tbody th{font-weight:600}
section ul:not([class]){max-width:52em}
@media (max-width:640px){.map,.timeline,.plot.wide svg{min-width:720px}.pair{grid-template-columns:1fr}.warning{grid-template-columns:1fr;gap:2px}.when time{display:inline}main{padding:0 16px 32px}}
@media print{:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444}.banner{position:static;border:2px solid #000}section,.event,.warning,figure{break-inside:avoid}h2 .tag{border:1px solid #000}details>*{display:block}details::details-content{content-visibility:visible;height:auto}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`;
