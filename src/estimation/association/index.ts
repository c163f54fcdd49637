export { assign, type Pairing } from "./assignment.js";
