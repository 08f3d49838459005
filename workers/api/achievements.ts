import { achievements as readAchievements } from "../../app/.server/progress/achievements/service.ts";
import { achievementSchema } from "../../app/contracts/achievement.ts";
import { pageOf } from "../../app/contracts/list.ts";
import { createRoute, createRouter, jsonResponse, optionallySignedIn } from "./openapi.ts";

export const achievements = createRouter().openapi(
  createRoute({
    method: "get",
    path: "/",
    operationId: "listAchievements",
    tags: ["Achievements"],
    ...optionallySignedIn,
    summary: "All achievements, with what a signed-in caller has of them",
    responses: { 200: jsonResponse("Family by family", pageOf(achievementSchema)) },
  }),
  async (c) => {
    const { publicDb, viewer } = c.var.context;
    return c.json(await readAchievements(publicDb, viewer), 200);
  },
);
