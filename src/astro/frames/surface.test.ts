import { expect, it } from "vitest";
import { surfaceCourse, surfaceDestination, surfaceDistance } from "./surface.js";

const DEGREE = Math.PI / 180;
const place = (latitudeDeg: number, longitudeDeg: number) => ({
  latitude: latitudeDeg * DEGREE,
  longitude: longitudeDeg * DEGREE,
  height: 0,
});

// the worked example of GeographicLib's documentation: Wellington to Salamanca
const WELLINGTON = place(-41.32, 174.81);
const SALAMANCA = place(40.96, -5.5);

it("measures the geodesic", () => {
  expect(surfaceDistance(WELLINGTON, SALAMANCA)).toBeCloseTo(19959679.26735382, 6);
  expect(surfaceCourse(WELLINGTON, SALAMANCA) / DEGREE).toBeCloseTo(161.06766998615873, 9);
});

it("goes where the geodesic leads", () => {
  const course = surfaceCourse(WELLINGTON, SALAMANCA);
  const end = surfaceDestination(WELLINGTON, course, surfaceDistance(WELLINGTON, SALAMANCA));
  expect(end.latitude).toBeCloseTo(SALAMANCA.latitude, 12);
  expect(end.longitude).toBeCloseTo(SALAMANCA.longitude, 12);
});

it("gives courses from 0 to 2π", () => {
  expect(surfaceCourse(place(10, 10), place(10, 9)) / DEGREE).toBeCloseTo(270.0868, 3);
});
