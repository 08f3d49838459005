/** A player's settings: theme, sound, controls, notifications, and the preselected language and difficulty. */
import { z } from "zod";
import { timeSchema } from "./account.ts";
import { difficultySchema, languageSchema } from "./game.ts";

/** `system` follows the device; the last four are the site's own editor themes. */
export const THEMES = ["system", "dark", "light", "midnight", "terminal", "paper", "dusk"] as const;
export const themeSchema = z.enum(THEMES, `One of ${THEMES.join(", ")}`);
export type Theme = z.infer<typeof themeSchema>;

export const TARGET_KEYS = ["Tab", "ArrowRight"] as const;
export const RESTART_KEYS = ["none", "F2", "F4", "F8"] as const;

export const controlsSchema = z
  .strictObject({
    /** The key that switches to the next target. */
    target_key: z.enum(TARGET_KEYS, `One of ${TARGET_KEYS.join(", ")}`),
    /** The key that restarts a running game. */
    restart_key: z.enum(RESTART_KEYS, `One of ${RESTART_KEYS.join(", ")}`),
  })
  .meta({ id: "Controls" });
export type Controls = z.infer<typeof controlsSchema>;

/** F4 restarts: no browser needs it, and no code contains it. */
export const DEFAULT_CONTROLS: Controls = { target_key: "Tab", restart_key: "F4" };

const booleanSchema = z.boolean("true or false");

export const notificationsSchema = z
  .strictObject({
    /** Show failed attempts to sign in after a sign-in. */
    failed_sign_ins: booleanSchema,
    /** Show unlocked achievements at the end of a run. */
    achievements: booleanSchema,
    /** Say that somebody asks to be friends. */
    friend_request: booleanSchema,
    /** Say that somebody accepted. */
    friend_accepted: booleanSchema,
    /** Say that a friend's score is above one's best. */
    best_passed: booleanSchema,
    /** Say that a friend invites to a race. */
    race_invitation: booleanSchema,
    /** Mail that a device signed in that had not before. */
    new_device: booleanSchema,
    /** Mail that the password was changed. One that was reset by a link is always told. */
    password_changed: booleanSchema,
  })
  .meta({ id: "Notifications" });
export type Notifications = z.infer<typeof notificationsSchema>;

export const DEFAULT_NOTIFICATIONS: Notifications = {
  failed_sign_ins: true,
  achievements: true,
  friend_request: true,
  friend_accepted: true,
  best_passed: true,
  race_invitation: true,
  new_device: true,
  password_changed: true,
};

/**
 * The settings of guests, and of players who have never changed a setting. The theme of guests is not among them: it
 * is in a cookie of the browser (`RequestContext.theme`), and `system` without one.
 */
export const DEFAULT_SETTINGS = {
  sound_enabled: true,
  sound_volume: 60,
  controls: DEFAULT_CONTROLS,
  preferred_language: null,
  preferred_difficulty: null,
  notifications: DEFAULT_NOTIFICATIONS,
} as const;

const fields = {
  theme: themeSchema,
  sound_enabled: booleanSchema,
  sound_volume: z.int("A whole number").min(0, "At least 0").max(100, "At most 100"),
  controls: controlsSchema,
  preferred_language: languageSchema.nullable(),
  preferred_difficulty: difficultySchema.nullable(),
  notifications: notificationsSchema,
};

export const settingsSchema = z
  .object({ ...fields, updated_at: timeSchema })
  .meta({ id: "UserSettings" });
export type Settings = z.infer<typeof settingsSchema>;

/** A partial change: settings that are left out stay as they are. */
export const settingsUpdateSchema = z
  .strictObject({
    ...fields,
    controls: controlsSchema.partial(),
    notifications: notificationsSchema.partial(),
  })
  .partial();
export type SettingsUpdate = z.infer<typeof settingsUpdateSchema>;

interface StoredSettings {
  theme: string | null;
  controls?: unknown;
  notifications: unknown;
}

/** Returns stored settings, with the default of each setting that is not stored. */
export function withDefaults<Row extends StoredSettings>({
  theme,
  controls,
  notifications,
  ...rest
}: Row) {
  return {
    ...rest,
    theme: themeSchema.catch("system").parse(theme),
    controls: { ...DEFAULT_CONTROLS, ...(controls as Partial<Controls> | undefined) },
    notifications: {
      ...DEFAULT_NOTIFICATIONS,
      ...(notifications as Partial<Notifications> | null),
    },
  };
}
