/**
 * The schema of the preferences form. Where the contract has `false`, the form leaves out the checkbox; where it
 * has `null`, the form sends the value `ask`.
 */
import { z } from "zod";
import {
  controlsSchema,
  notificationsSchema,
  type Settings,
  settingsSchema,
} from "../../../contracts/settings.ts";

const { theme, sound_enabled, sound_volume, preferred_language, preferred_difficulty } =
  settingsSchema.shape;
const {
  failed_sign_ins,
  achievements,
  friend_request,
  friend_accepted,
  best_passed,
  race_invitation,
  new_device,
  password_changed,
} = notificationsSchema.shape;

export const ASK = "ask";
const ask = z.literal(ASK).transform(() => null);

export const preferencesSchema = z.object({
  theme,
  preferred_language: z.union([ask, preferred_language.unwrap()]),
  preferred_difficulty: z.union([ask, preferred_difficulty.unwrap()]),
  sound_enabled: sound_enabled.default(false),
  sound_volume,
  controls: controlsSchema,
  notifications: z.strictObject({
    failed_sign_ins: failed_sign_ins.default(false),
    achievements: achievements.default(false),
    friend_request: friend_request.default(false),
    friend_accepted: friend_accepted.default(false),
    best_passed: best_passed.default(false),
    race_invitation: race_invitation.default(false),
    new_device: new_device.default(false),
    password_changed: password_changed.default(false),
  }),
});

/** Returns the initial values of the form. */
export const formDefaults = ({ updated_at: _, ...settings }: Settings) => ({
  ...settings,
  preferred_language: settings.preferred_language ?? ASK,
  preferred_difficulty: settings.preferred_difficulty ?? ASK,
});
