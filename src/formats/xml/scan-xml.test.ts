import { describe, expect, it } from "vitest";
import { readXml } from "./scan-xml.js";

describe("a small XML document", () => {
  it("becomes a tree that knows its lines", () => {
    const root = readXml(
      '\uFEFF<?xml version="1.0"?>\n<!-- a <comment> -->\n<a x="1" y=\'2 &amp; 3\'>\n  <b>t &lt; &#65;&#x42;</b>\n  <c/>\n  <b><![CDATA[<raw>]]></b>\n</a>\n',
      "f",
    );
    expect(root.name).toBe("a");
    expect(root.line).toBe(3);
    expect([...root.attributes]).toEqual([
      ["x", "1"],
      ["y", "2 & 3"],
    ]);
    expect(root.children.map((c) => [c.name, c.line, c.text])).toEqual([
      ["b", 4, "t < AB"],
      ["c", 5, ""],
      ["b", 6, "<raw>"],
    ]);
  });

  it.each([
    [
      "a document type",
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
      "f:1: has a DOCTYPE",
    ],
    ["an unknown entity", "<a>\n&x;</a>", 'f:1: holds the unknown entity "&x;"'],
    ["a bare ampersand", "<a>x & y</a>", "holds the unknown entity"],
    ["tags that cross", "<a>\n<b></a></b>", "f:2: closes </a>; <b> is open"],
    ["a tag too many", "<a/></b>", "f:1: closes </b>; nothing is open"],
    ["two roots", "<a/><b/>", "f:1: has a second root element"],
    ["no root", "<?xml version='1.0'?>", "f:1: holds no XML element"],
    ["text before the root", "x<a/>", 'f:1: has text outside its root element: "x"'],
    ["an attribute twice", '<a x="1" x="2"/>', "f:1: has attribute x twice"],
    ["an attribute without quotes", "<a x=1/>", "f:1: is not well-formed XML"],
    ["a cut tag", "<a><b", "f:1: is not well-formed XML"],
    ["no end", "<a>\n<b>", "ends within <b>; the file may be cut off"],
    ["depth without end", "<a>".repeat(100), "is nested deeper than 64 elements"],
    ["a character that is none", "<a>&#x110000;</a>", "holds the unknown entity"],
  ])("is refused for %s", (_, text, message) => {
    expect(() => readXml(text, "f")).toThrow(message);
  });
});
