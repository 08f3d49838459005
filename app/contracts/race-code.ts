/** The code of a race, by itself: pages that only link to races do not load the messages of sockets with it. */
import { z } from "zod";

export const raceCodeSchema = z
  .string()
  .regex(/^[2-9A-HJ-NP-Z]{8}$/, "Eight letters and digits, as in the link");
