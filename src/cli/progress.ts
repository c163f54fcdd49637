/** One line on stderr that says how far long work is. Silent where stderr is no terminal. */
export interface Progress {
  /**
   * @param what the work under way
   * @param done share done, 0 to 1; absent where it is not known
   */
  show(what: string, done?: number): void;
  /** Takes the line away. */
  clear(): void;
}

const BAR_WIDTH = 24;
const REDRAW_MILLISECONDS = 100;

/** Opens the progress line. */
export function openProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { show() {}, clear() {} };
  let shown = "";
  let drawnAt = Number.NEGATIVE_INFINITY;
  const clear = () => {
    if (shown !== "") stream.write("\r\u001b[K");
    shown = "";
    drawnAt = Number.NEGATIVE_INFINITY;
  };
  return {
    show(what, done) {
      const now = performance.now();
      if (now - drawnAt < REDRAW_MILLISECONDS && shown.startsWith(what)) return;
      drawnAt = now;
      shown = done === undefined ? `${what} …` : `${what} ${bar(done)} ${Math.floor(done * 100)} %`;
      stream.write(`\r\u001b[K${shown.slice(0, (stream.columns ?? 80) - 1)}`);
    },
    clear,
  };
}

function bar(done: number): string {
  const full = Math.round(Math.min(Math.max(done, 0), 1) * BAR_WIDTH);
  return `${"█".repeat(full)}${"░".repeat(BAR_WIDTH - full)}`;
}
