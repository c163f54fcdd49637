export { type CompactWriter, openCompactWriter } from "./encode.js";
export { beginsCompactLog, type CompactItem, readCompactLog } from "./read-compact.js";
