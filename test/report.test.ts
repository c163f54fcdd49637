import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstlight } from "./support/command.js";
import { openWorkshop, ROOT } from "./support/small-world.js";

const { at, remove } = openWorkshop();
let browser: Browser;

/** `scripts/ensure-system.mjs` has seen to it that one is there. */
const chromiumPath = (): string => {
  const folders = (process.env.PATH ?? "").split(":");
  const paths = ["chromium", "chromium-browser", "google-chrome"].flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error("no Chromium: apt-get install chromium");
  return found;
};

beforeAll(async () => {
  expect((await firstlight("run", join(ROOT, "scenarios/ballistic.yaml"), "--out", at("out"))).code).toBe(0);
  browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  remove();
});

/** Opens the report; whatever it asks of a network or complains about is gathered. */
async function open(
  options: { readonly width?: number; readonly dark?: boolean } = {},
): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.dark ? "dark" : "light",
  });
  const faults: string[] = [];
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) faults.push(`asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(at("out/report.html")).href);
  return { page, faults };
}

describe("the report in a browser", () => {
  test("opens without a complaint, and asks nothing of a network", async () => {
    const { page, faults } = await open();
    expect(faults).toEqual([]);
    expect(await page.title()).toContain("EXERCISE");
    await page.close();
  });

  test("says in its first sentence what happened and what was warned of", async () => {
    const { page } = await open();
    const sentence = await page.locator("h1").textContent();
    expect(sentence).toMatch(
      /ballistic launch was first seen .* after lift-off, confirmed by .* warned of .* before impact/,
    );
    await page.close();
  });

  test("shows the origin on every view", async () => {
    const { page } = await open();
    for (const section of await page.locator("section").all())
      expect(await section.locator("h2").textContent()).toContain("EXERCISE");
    for (const picture of await page.locator("svg").all())
      expect(await picture.innerHTML()).toContain("EXERCISE");
    await page.mouse.wheel(0, 4000);
    await expect.poll(async () => (await page.locator(".banner").first().boundingBox())?.y).toBe(0);
    await page.close();
  });

  test("has a map, a timeline, events with reasons, warnings and plots, each with a text for who can't see it", async () => {
    const { page } = await open();
    for (const part of [
      ".map",
      ".timeline",
      ".inset svg",
      ".plot svg",
      ".event .evidence li",
      ".warning",
      ".event-table tbody tr",
    ])
      expect(await page.locator(part).count(), part).toBeGreaterThan(0);
    for (const picture of await page.locator("svg[role=img]").all()) {
      const ids = (await picture.getAttribute("aria-labelledby"))!.split(" ");
      for (const id of ids)
        expect((await page.locator(`[id="${id}"]`).textContent())?.length, id).toBeGreaterThan(5);
    }
    expect(await page.locator("svg:not([role=img])").count()).toBe(0);
    const ids = await page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    await page.close();
  });

  test("can be gone through by keyboard: skip link, events, folded texts", async () => {
    const { page } = await open();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the report");
    const details = page.locator(".warning details").first();
    await details.locator("summary").focus();
    await page.keyboard.press("Enter");
    expect(await details.getAttribute("open")).not.toBeNull();
    for (const link of await page.locator("a[href^='#']").all()) {
      const target = (await link.getAttribute("href"))!.slice(1);
      expect(await page.locator(`[id="${target}"]`).count(), target).toBe(1);
    }
    await page.close();
  });

  test.each([390, 768, 1280])("fits a screen %i wide", async (width) => {
    const { page } = await open({ width });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    await page.close();
  });

  test("text stands out from its ground, by day and by night", async () => {
    for (const dark of [false, true]) {
      const { page } = await open({ dark });
      const contrasts = await page.evaluate(CONTRASTS);
      expect(Object.entries(contrasts as Record<string, number>).filter(([, ratio]) => ratio < 4.5)).toEqual(
        [],
      );
      await page.close();
    }
  });

  test("prints", async () => {
    const { page } = await open();
    expect((await page.pdf()).length).toBeGreaterThan(20_000);
    await page.close();
  });
});

/** Ratio of contrast (WCAG 2.2, 1.4.3) of each kind of text against the page, in the page's own colours. */
const CONTRASTS = `(() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/^rgba.*, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = {};
  for (const selector of ["h1", ".sub", ".over", ".tiles b", ".tiles span", "h2", ".tag", ".legend li", "figcaption", "figcaption b", "th", "td", ".event h3", "dt", "dd", ".evidence time", ".level", ".warning h3", "summary", ".banner strong", ".banner span"])
    for (const node of document.querySelectorAll(selector)) {
      const a = light(getComputedStyle(node).color), b = light(ground(node));
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      found[selector] = Math.min(found[selector] ?? 99, ratio);
    }
  return found;
})()`;
