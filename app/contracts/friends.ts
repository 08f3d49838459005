/** Friends, requests, blocks and notifications. */
import { z } from "zod";
import { timeSchema, usernameSchema } from "./account.ts";
import { difficultySchema, languageSchema, playerSchema, typingFiguresShape } from "./game.ts";
import { pageOf } from "./list.ts";
import { raceCodeSchema } from "./race-code.ts";
import type { KnownChoice } from "./start-choice.ts";

export const MOST_FRIENDS = 200;
/** The most requests of an account that wait for an answer. */
export const MOST_OPEN_REQUESTS = 50;
/** The most requests of an account in any 24 hours. */
export const MOST_REQUESTS_A_DAY = 20;
/** The most invitations to races of an account in any hour. */
export const MOST_INVITATIONS_AN_HOUR = 20;
export const MOST_BLOCKS = 1_000;
/** The most requests to the caller that a list has; older ones follow when these are answered. */
export const MOST_LISTED_REQUESTS = 100;

/** The most blocks that the page of friends shows; older ones follow when these are ended. */
export const MOST_LISTED_BLOCKS = 100;

/** The best run of the current season, by score over all languages and difficulties. */
const friendBestSchema = z
  .object({
    result_id: z.uuid(),
    score: z.int(),
    ...typingFiguresShape,
    language: languageSchema,
    difficulty: difficultySchema,
    ended_at: timeSchema,
  })
  .meta({ id: "FriendBest" });

export const friendSchema = z
  .object({
    user: playerSchema,
    since: timeSchema,
    best: friendBestSchema.nullable(),
    in_race: z
      .boolean()
      .meta({ description: "Has a seat in a race that waits or runs, and is there" }),
    race: raceCodeSchema
      .nullable()
      .meta({ description: "The code of that race if it is public and has a free seat" }),
  })
  .meta({ id: "Friend" });
export type Friend = z.infer<typeof friendSchema>;

export const openRequestSchema = z
  .object({ user: playerSchema, requested_at: timeSchema })
  .meta({ id: "OpenFriendRequest" });
export type OpenRequest = z.infer<typeof openRequestSchema>;

export const friendsSchema = z
  .object({
    /** By name. */
    friends: z.array(friendSchema),
    /** The latest first. */
    requests: z.object({
      incoming: z.array(openRequestSchema),
      outgoing: z.array(openRequestSchema),
    }),
  })
  .meta({ id: "Friends" });
export type Friends = z.infer<typeof friendsSchema>;

export const friendRequestSchema = z.strictObject({ username: usernameSchema });
export type FriendRequest = z.infer<typeof friendRequestSchema>;

/** The answer to a request: it waits, or both had asked and are friends now. */
export const askedSchema = z
  .object({ user: playerSchema, status: z.enum(["pending", "accepted"]) })
  .meta({ id: "FriendRequestSent" });
export type Asked = z.infer<typeof askedSchema>;

export const friendAnswerSchema = z.strictObject({
  status: z.enum(["accepted", "declined"], "accepted or declined"),
});
export type FriendAnswer = z.infer<typeof friendAnswerSchema>;

export const blockSchema = z
  .object({ user: playerSchema, created_at: timeSchema })
  .meta({ id: "Block" });
export type Block = z.infer<typeof blockSchema>;

/** What the page of friends shows. */
export interface FriendsPage extends Friends {
  /** The latest first, at most `MOST_LISTED_BLOCKS`. */
  blocks: Block[];
  /** What the player prefers, for a race with a friend; null without settings. */
  preferred: KnownChoice | null;
}

/** What the viewer of a public profile and its player are to each other, as the viewer may know it. */
export const RELATIONS = ["none", "outgoing", "incoming", "friends", "blocked"] as const;
export const relationSchema = z.enum(RELATIONS);
export type Relation = z.infer<typeof relationSchema>;

/** Each kind is also the name of the setting that shows or hides it. */
export const NOTIFICATION_KINDS = [
  "friend_request",
  "friend_accepted",
  "best_passed",
  "race_invitation",
] as const;

export const notificationSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(NOTIFICATION_KINDS),
    /** Whose act it is about. */
    user: playerSchema,
    /** The run that passed the caller's best. */
    result_id: z.uuid().nullable(),
    race_code: raceCodeSchema.nullable().meta({
      description: "The race of an invitation; null of one that is out of date",
    }),
    created_at: timeSchema,
    read: z.boolean(),
  })
  .meta({ id: "Notification" });
export type Notification = z.infer<typeof notificationSchema>;

export const notificationPageSchema = pageOf(notificationSchema)
  .extend({
    /** The number of all that are unread. */
    unread: z.int(),
  })
  .meta({ id: "NotificationPage" });
export type NotificationPage = z.infer<typeof notificationPageSchema>;

/** The acts of the site's forms. */
export const FRIEND_ACTS = ["ask", "accept", "decline", "end", "block", "unblock"] as const;
export type FriendAct = (typeof FRIEND_ACTS)[number];
export const friendActSchema = z.object({
  act: z.enum(FRIEND_ACTS),
  username: usernameSchema,
  /** The page that the act leads back to. */
  from: z.enum(["friends", "profile"]),
});

/** The form that makes a race and invites a friend to it. */
const raceActSchema = z.object({
  act: z.literal("race"),
  username: usernameSchema,
  language: languageSchema,
  difficulty: difficultySchema,
});
export type RaceAct = z.infer<typeof raceActSchema>;

/** Every form of the pages of friends and of players. */
export const friendsFormSchema = z.discriminatedUnion("act", [friendActSchema, raceActSchema]);
