import type { LaunchFamily } from "../../estimation/index.js";

const degree = Math.PI / 180;

/** A family of scenarios/demo-network.yaml, as the next ones: generic textbook figures, no real vehicle. */
export const mediumRange: LaunchFamily = {
  class: "ballistic",
  weight: 1,
  profile: {
    stages: [
      {
        initialAcceleration: 22,
        exhaustVelocity: 2700,
        burnSeconds: 100,
        gapSeconds: 0,
        dragAreaOverMass: 8e-5,
        seaLevelThrustLoss: 0.12,
      },
    ],
    verticalRiseSeconds: 8,
    kickSeconds: 40,
    kick: 44 * degree,
    dragCoefficient: 0.3,
  },
  spread: {
    thrust: 0.04,
    verticalRiseSeconds: 2,
    kick: 2 * degree,
    angleOfAttack: 2 * degree,
    yaw: 0.5 * degree,
    drag: 0.3,
  },
};

export const spaceLauncher: LaunchFamily = {
  class: "space-launch",
  weight: 1,
  profile: {
    stages: [
      {
        initialAcceleration: 14,
        exhaustVelocity: 3000,
        burnSeconds: 152,
        gapSeconds: 11,
        dragAreaOverMass: 3e-5,
        seaLevelThrustLoss: 0.1,
      },
      {
        initialAcceleration: 8.6,
        exhaustVelocity: 3400,
        burnSeconds: 320,
        gapSeconds: 0,
        dragAreaOverMass: 1e-4,
        seaLevelThrustLoss: 0,
      },
    ],
    verticalRiseSeconds: 15,
    kickSeconds: 10,
    kick: 3.4 * degree,
    dragCoefficient: 0.3,
  },
  spread: {
    thrust: 0.06,
    verticalRiseSeconds: 3,
    kick: 1.2 * degree,
    angleOfAttack: 3 * degree,
    yaw: 1 * degree,
    drag: 0.3,
  },
};

export const soundingRocket: LaunchFamily = {
  class: "sounding-rocket",
  weight: 1,
  profile: {
    stages: [
      {
        initialAcceleration: 45,
        exhaustVelocity: 2300,
        burnSeconds: 12,
        gapSeconds: 5,
        dragAreaOverMass: 2e-4,
        seaLevelThrustLoss: 0.1,
      },
      {
        initialAcceleration: 26,
        exhaustVelocity: 2400,
        burnSeconds: 60,
        gapSeconds: 0,
        dragAreaOverMass: 3e-4,
        seaLevelThrustLoss: 0,
      },
    ],
    verticalRiseSeconds: 4,
    kickSeconds: 6,
    kick: 3 * degree,
    dragCoefficient: 0.4,
  },
  spread: {
    thrust: 0.04,
    verticalRiseSeconds: 0.5,
    kick: 1.2 * degree,
    angleOfAttack: 0.5 * degree,
    yaw: 0.5 * degree,
    drag: 0.3,
  },
};
