export { coastScene, drawTrack, priorOf, studyRadar } from "../../src/study/bounds/radar-track/scene.js";
