import { scaleLog } from "d3-scale";
import { timeAxis, timeGrid, valueGrid } from "./axis.js";
import { html, type Markup, px } from "./html.js";
import type { ReportPicture } from "./picture.js";
import { secondsAfter } from "./words.js";

const WIDTH = 520;
const HEIGHT = 190;
const LEFT = 46;
const RIGHT = WIDTH - 12;
const TOP = 26;
const BOTTOM = HEIGHT - 28;
const LEAST = 0.01;
const MOST = 100;

/** Draws how well each sensor's measurements agreed with the tracks that took them up. */
export function renderResiduals(picture: ReportPicture): Markup[] {
  return [...picture.run.series.innovations]
    .filter(([, points]) => points.length >= 3)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sensor, points]) => {
      const values = points.map((point) => ({ x: secondsAfter(picture.start, point.time), y: point.value }));
      const mean = values.reduce((sum, { y }) => sum + y, 0) / values.length;
      return plot(sensor, values, mean, picture);
    });
}

function plot(
  sensor: string,
  values: readonly { readonly x: number; readonly y: number }[],
  mean: number,
  picture: ReportPicture,
): Markup {
  const axis = timeAxis(0, picture.span, LEFT, RIGHT);
  const y = scaleLog([LEAST, MOST], [BOTTOM, TOP]).clamp(true);
  const dots = values.map((value) => `M${px(axis.x(value.x))} ${px(y(Math.max(value.y, LEAST)))}h0`).join("");
  const id = `residual-${sensor}`;
  return html`<figure class="plot"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}">
<title id="${id}">${sensor}: ${values.length} squared residuals over what was expected; their mean is ${mean.toFixed(2)}, it would be 1 if every claim were exactly right</title>
<text class="plot-name" x="${LEFT}" y="16">${sensor}</text>
<text class="plot-note" x="${RIGHT}" y="16" text-anchor="end">mean ${mean.toFixed(2)} · ${values.length} points · ${picture.summary.origin.toUpperCase()}</text>
${timeGrid(axis, TOP, BOTTOM)}
${valueGrid(y, [0.01, 0.1, 1, 10, 100], String, LEFT, RIGHT)}
<path class="expected" d="M${LEFT} ${px(y(1))}H${RIGHT}"/>
<path class="dots" d="${dots}"/>
</svg></figure>`;
}
