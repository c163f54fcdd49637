export { type CompactWriter, type LoggedMessage, openCompactWriter } from "./encode.js";
export { beginsCompactLog, type CompactItem, readCompactLog } from "./read-compact.js";
