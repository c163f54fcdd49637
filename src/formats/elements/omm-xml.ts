import { InputError } from "../../messages/index.js";
import { RecordError } from "../record-error.js";
import { readXml, type XmlElement } from "../xml/scan-xml.js";
import type { OmmField, OmmRecord } from "./omm-record.js";

/** Finds the OMM messages of an XML document: one `omm`, or an `ndm` that holds several. @throws {InputError} */
export function scanOmmXml(text: string, file: string): OmmRecord[] {
  const root = readXml(text, file);
  const messages = root.name === "omm" ? [root] : root.name === "ndm" ? children(root, "omm") : [];
  if (messages.length === 0) {
    const right = "<omm>, or <ndm> with <omm> in it, is read";
    throw new InputError(`${file}:${root.line}`, `<${root.name}> holds no OMM`, right);
  }
  return messages.map(ommOfElement);
}

function ommOfElement(message: XmlElement): OmmRecord {
  const fields = new Map<string, OmmField>();
  const { line } = message;
  try {
    const segment = only(only(message, "body"), "segment");
    takeFields(only(segment, "metadata"), fields);
    takeFields(only(segment, "data"), fields);
    return { line, fields };
  } catch (error) {
    if (error instanceof RecordError) return { line, fields, fault: error };
    throw error;
  }
}

function takeFields(parent: XmlElement, fields: Map<string, OmmField>): void {
  for (const child of parent.children) {
    if (child.children.length > 0) takeFields(child, fields);
    else if (child.name === "COMMENT" || child.name === "USER_DEFINED") continue;
    else if (fields.has(child.name)) throw new RecordError(`second <${child.name}>`, child.line);
    else {
      const field = { line: child.line, value: child.text.trim() };
      const unit = child.attributes.get("units");
      fields.set(child.name, unit === undefined ? field : { ...field, unit });
    }
  }
}

function only(parent: XmlElement, name: string): XmlElement {
  const [first, second] = children(parent, name);
  if (first === undefined) throw new RecordError(`<${parent.name}> has no <${name}>`, parent.line);
  if (second !== undefined) throw new RecordError(`second <${name}> in <${parent.name}>`, second.line);
  return first;
}

function children(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter((c) => c.name === name);
}
