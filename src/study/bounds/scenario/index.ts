export { boundPicture } from "./picture.js";
export { ScenarioBound } from "./scenario-bound.js";
