/** Random acts of six people, some at the same moment, against a simple model; and that nobody can tell who blocks them. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { withDatabase } from "../support/database.ts";
import { createPerson, type Person, perform, seenBy } from "../support/friends.ts";
import { type Act, type ActOnOther, FriendsModel } from "../support/friends-model.ts";

const database = withDatabase(12);
const PEOPLE = 6;

const person = fc.nat({ max: PEOPLE - 1 });
const KINDS: ActOnOther[] = [
  ...(["ask", "ask", "ask", "ask", "ask", "accept", "accept"] as const),
  ...(["decline", "end", "block", "unblock"] as const),
];
/** Two codes, so that the same invitation comes again. */
const code = fc.constantFrom("AAAAAAAA", "BBBBBBBB");
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ act: fc.constantFrom(...KINDS), by: person, on: person }) },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant("invite"), by: person, on: person, code }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constantFrom("activate", "activate", "deactivate"),
      by: person,
    }),
  },
);

/** Returns all orders of a few acts. */
function ordersOf<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    ordersOf(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

const createPeople = () =>
  Promise.all(Array.from({ length: PEOPLE }, () => createPerson(database.db)));

/** Returns what everybody sees: null for those whose account is not active. */
const viewsOf = (people: Person[]) =>
  Promise.all(
    people.map((person) =>
      seenBy(database.db, people, person).catch((error) => {
        expect(error).toMatchObject({ code: "unauthenticated" });
        return null;
      }),
    ),
  );

const modelViews = (model: FriendsModel) =>
  Array.from({ length: PEOPLE }, (_, index) => (model.isActive(index) ? model.view(index) : null));

it("acts of six people, up to three at once, do what they do in some order in the model", async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), { minLength: 40, maxLength: 80 }),
      async (batches) => {
        const people = await createPeople();
        let models = [new FriendsModel(PEOPLE)];
        for (const batch of batches) {
          const numbered = batch.map((act, index) => ({ act, index }));
          const outcomes = await Promise.all(batch.map((act) => perform(database.db, people, act)));
          for (const [index, outcome] of outcomes.entries()) {
            reached.add(`${batch[index]?.act} ${outcome}`);
          }
          models = models.flatMap((model) =>
            ordersOf(numbered).flatMap((order) => {
              const next = model.copy();
              return order.every(({ act, index }) => next.apply(act) === outcomes[index])
                ? [next]
                : [];
            }),
          );
          expect(models, JSON.stringify({ batch, outcomes })).not.toEqual([]);
          const [first] = models as [FriendsModel];
          const seen = await viewsOf(people);
          const texts = JSON.stringify(seen);
          const fitting = models.filter((model) => JSON.stringify(modelViews(model)) === texts);
          if (fitting.length === 0) expect(seen, JSON.stringify(batch)).toEqual(modelViews(first));
          // Orders with the same outcomes and views can differ in what nobody sees yet.
          models = [...new Map(fitting.map((model) => [model.key(), model])).values()];
        }
      },
    ),
    { numRuns: 40, seed: 20_261_128, endOnFailure: true },
  );
  // The acts have met every outcome that the model has.
  expect([...reached].sort()).toEqual(
    expect.arrayContaining([
      ...["accepted", "already_friends", "already_requested", "blocked_by_you", "not_found"].map(
        (outcome) => `ask ${outcome}`,
      ),
      ...["pending", "too_many_friends", "too_many_open_requests", "unauthenticated"].map(
        (outcome) => `ask ${outcome}`,
      ),
      ...["ask too_many_requests", "ask validation_failed", "block too_many_blocks"],
      ...["accept done", "accept forbidden", "accept too_many_friends", "decline done"],
      ...["invite done", "invite not_found", "invite too_many_invitations"],
      ...["end done", "end not_found", "unblock done", "unblock not_found"],
    ]),
  );
}, 240_000);

it("whoever is blocked gets the same answers and sees the same as somebody whom nobody answers", async () => {
  /** Acts of person 0; the others are silent, and in one of the two worlds person 1 and 2 block person 0. */
  const acting = { by: fc.constant(0), on: fc.nat({ max: 3 }) };
  const ownAct: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        act: fc.constantFrom("ask", "ask", "accept", "decline", "end", "block", "unblock"),
        ...acting,
      }),
    },
    { weight: 1, arbitrary: fc.record({ act: fc.constant("invite"), ...acting, code }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(ownAct, { minLength: 5, maxLength: 25 }), async (acts) => {
      const transcripts = await Promise.all(
        [true, false].map(async (blocked) => {
          const people = await Promise.all([0, 1, 2, 3].map(() => createPerson(database.db)));
          const transcript: unknown[] = [];
          if (blocked) {
            for (const by of [1, 2]) {
              await perform(database.db, people, { act: "block", by, on: 0 });
            }
          }
          for (const act of acts) {
            transcript.push([act, await perform(database.db, people, act)]);
            transcript.push(await seenBy(database.db, people, people[0] as Person));
          }
          return transcript;
        }),
      );
      expect(transcripts[0]).toEqual(transcripts[1]);
    }),
    { numRuns: 40, seed: 20_261_128 },
  );
}, 120_000);
