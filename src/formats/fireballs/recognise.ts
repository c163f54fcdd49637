/** The row of column names of a table under a head in lines of `#`, in lower case. */
function namesUnderHead(head: string): string | null {
  const row = /^(?![^\S\n]*#)[^\S\n]*\S.*$/m.exec(head.replace(/^\uFEFF/, ""));
  return row === null ? null : row[0].toLowerCase();
}

const has = (names: string, word: string): boolean => new RegExp(`(^|[^a-z_])${word}([^a-z_]|$)`).test(names);

/** What a camera measured of a fireball: columns of time and direction under a head that says where the camera stands. */
export function looksLikeSighting(head: string): boolean {
  if (/^\uFEFF?\s*Date\s*:[^\n]*\n(?:[A-Za-z][\w ]*:[^\n]*\n)*?Station_?Code\s*:/im.test(head.slice(0, 2000)))
    return /^\d{7}\.\d+\s+[\d.+-]+\s+[\d.+-]+/m.test(head);
  if (!/^\uFEFF?\s*#/.test(head) || !/obs_latitude/i.test(head)) return false;
  const names = namesUnderHead(head);
  // a long head may fill what is shown of the file
  const shown = names ?? [...head.matchAll(/name:\s*([\w-]+)/g)].map((m) => m[1]!.toLowerCase()).join(",");
  return (
    (has(shown, "azimuth") && has(shown, "altitude")) ||
    (has(shown, "ra") && has(shown, "dec") && has(shown, "datetime"))
  );
}

/** A path that somebody solved: columns of time and place, and no camera's place in the head. */
export function looksLikeFireballPath(head: string): boolean {
  if (!/^\uFEFF?\s*#/.test(head) || /obs_latitude/i.test(head)) return false;
  if (!/^# *(%ECSV|datatype:)/m.test(head)) return false;
  const names = namesUnderHead(head);
  if (names === null || !(has(names, "datetime") || has(names, "t_rel") || has(names, "jd"))) return false;
  const place = has(names, "latitude") && has(names, "longitude") && has(names, "height");
  return (place || has(names, "x_geo")) && !has(names, "icao24") && !has(names, "callsign");
}

/** Trajectory summaries of the Global Meteor Network. */
export function looksLikeMeteors(head: string): boolean {
  return /^#[^\n]*;\s*LatBeg\s*;/m.test(head) && /;\s*HtBeg\s*;/.test(head) && /;\s*Vinit\s*;/.test(head);
}

/** The list of fireballs of CNEOS. */
export function looksLikeFireballCatalogue(head: string): boolean {
  const first = head.replace(/^\uFEFF/, "").split("\n", 1)[0]!;
  return /Peak Brightness/i.test(first) && /Total Radiated Energy/i.test(first);
}
