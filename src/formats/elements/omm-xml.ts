import { InputError } from "../../messages/index.js";
import { readXml, type XmlElement } from "../xml/scan-xml.js";
import type { OmmRecord } from "./omm-record.js";

/** Finds the OMM messages of an XML document: one `omm`, or an `ndm` that holds several. @throws {InputError} */
export function scanOmmXml(text: string, file: string): OmmRecord[] {
  const root = readXml(text, file);
  const messages = root.name === "omm" ? [root] : root.name === "ndm" ? children(root, "omm") : [];
  if (messages.length === 0) {
    throw new InputError(
      `${file}:${root.line}`,
      `<${root.name}> holds no OMM`,
      "<omm>, or <ndm> with <omm> in it, is read",
    );
  }
  return messages.map((message) => ommOfElement(message, file));
}

function ommOfElement(message: XmlElement, file: string): OmmRecord {
  const fields = new Map<string, { line: number; value: string; unit?: string }>();
  const only = (parent: XmlElement, name: string): XmlElement => {
    const [first, second] = children(parent, name);
    if (first === undefined)
      throw new InputError(`${file}:${parent.line}`, `<${parent.name}> has no <${name}>`);
    if (second !== undefined)
      throw new InputError(`${file}:${second.line}`, `second <${name}> in <${parent.name}>`);
    return first;
  };
  const take = (parent: XmlElement): void => {
    for (const child of parent.children) {
      if (child.children.length > 0) take(child);
      else if (child.name === "COMMENT" || child.name === "USER_DEFINED") continue;
      else if (fields.has(child.name))
        throw new InputError(`${file}:${child.line}`, `second <${child.name}>`);
      else {
        const unit = child.attributes.get("units");
        fields.set(child.name, {
          line: child.line,
          value: child.text.trim(),
          ...(unit === undefined ? {} : { unit }),
        });
      }
    }
  };
  const segment = only(only(message, "body"), "segment");
  take(only(segment, "metadata"));
  take(only(segment, "data"));
  return { line: message.line, fields };
}

function children(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter((c) => c.name === name);
}
