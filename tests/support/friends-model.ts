/** A simple model of friends, requests, blocks, invitations and notifications among a few people, to compare the database with. */

export const LIMITS = { friends: 2, open: 2, asked: 4, seconds: 86_400 };
export const BLOCKS = 2;
export const INVITATIONS = { invited: 2, seconds: 3_600 };

export type ActOnOther = "ask" | "accept" | "decline" | "end" | "block" | "unblock";
type ActOnSelf = "deactivate" | "activate";
export type Act =
  | { act: ActOnOther; by: number; on: number }
  | { act: "invite"; by: number; on: number; code: string }
  | { act: ActOnSelf; by: number };

export const isOnOther = (act: Act): act is Extract<Act, { on: number }> => "on" in act;

/** Pairs as `a>b`: from a to b. A friendship is stored under the lesser first. */
const pair = (a: number, b: number) => `${a}>${b}`;
const friendship = (a: number, b: number) => pair(Math.min(a, b), Math.max(a, b));

export class FriendsModel {
  readonly people: number;
  private inactive = new Set<number>();
  private friends = new Set<string>();
  private requests = new Set<string>();
  private blocks = new Set<string>();
  /** `reader kind actor`. */
  private notes = new Set<string>();
  /** How often each person asked. */
  private asked: number[];
  /** `reader actor`, with the code of the race. */
  private invitations = new Map<string, string>();
  /** How often each person invited. */
  private invited: number[];

  constructor(people: number) {
    this.people = people;
    this.asked = Array(people).fill(0);
    this.invited = Array(people).fill(0);
  }

  copy(): FriendsModel {
    return Object.assign(new FriendsModel(this.people), {
      inactive: new Set(this.inactive),
      friends: new Set(this.friends),
      requests: new Set(this.requests),
      blocks: new Set(this.blocks),
      notes: new Set(this.notes),
      asked: [...this.asked],
      invitations: new Map(this.invitations),
      invited: [...this.invited],
    });
  }

  /** The whole state as text: equal for equal states. */
  key(): string {
    const { inactive, friends, requests, blocks, notes, asked, invitations, invited } = this;
    const sets: Set<unknown>[] = [inactive, friends, requests, blocks, notes];
    const all = [...sets.map((set) => [...set].sort()), [...invitations].sort()];
    return JSON.stringify([...all, asked, invited]);
  }

  isActive(person: number): boolean {
    return !this.inactive.has(person);
  }

  private friendsOf(person: number): number[] {
    return this.others(person).filter((other) => this.friends.has(friendship(person, other)));
  }

  private others(person: number): number[] {
    return Array.from({ length: this.people }, (_, other) => other).filter((o) => o !== person);
  }

  private part(a: number, b: number): void {
    this.friends.delete(friendship(a, b));
    this.requests.delete(pair(a, b));
    this.requests.delete(pair(b, a));
    for (const kind of ["friend_request", "friend_accepted"]) {
      this.notes.delete(`${a} ${kind} ${b}`);
      this.notes.delete(`${b} ${kind} ${a}`);
    }
    this.invitations.delete(`${a} ${b}`);
    this.invitations.delete(`${b} ${a}`);
  }

  /** Makes `by` the friend of `on`, who asked. */
  private befriend(by: number, on: number): string {
    for (const one of [by, on]) {
      if (this.friendsOf(one).length >= LIMITS.friends) return "too_many_friends";
    }
    this.requests.delete(pair(on, by));
    this.friends.add(friendship(by, on));
    this.notes.delete(`${by} friend_request ${on}`);
    this.notes.add(`${on} friend_accepted ${by}`);
    return "accepted";
  }

  private ask(by: number, on: number): string {
    if (this.blocks.has(pair(by, on))) return "blocked_by_you";
    if (this.friends.has(friendship(by, on))) return "already_friends";
    if (this.requests.has(pair(by, on))) return "already_requested";
    if (this.requests.has(pair(on, by))) return this.befriend(by, on);
    if (this.friendsOf(by).length >= LIMITS.friends) return "too_many_friends";
    const open = this.others(by).filter((other) => this.requests.has(pair(by, other)));
    if (open.length >= LIMITS.open) return "too_many_open_requests";
    if ((this.asked[by] ?? 0) >= LIMITS.asked) return "too_many_requests";
    this.asked[by] = (this.asked[by] ?? 0) + 1;
    this.requests.add(pair(by, on));
    this.notes.add(`${on} friend_request ${by}`);
    return "pending";
  }

  private answer(by: number, on: number, accepted: boolean): string {
    if (this.friends.has(friendship(by, on))) return "already_friends";
    if (this.requests.has(pair(by, on))) return "forbidden";
    if (!this.asksVisibly(on, by)) return "not_found";
    if (accepted) return this.befriend(by, on) === "accepted" ? "done" : "too_many_friends";
    this.part(by, on);
    return "done";
  }

  /** Whether `by` asked `on`, who does not block them. */
  private asksVisibly(by: number, on: number): boolean {
    return this.requests.has(pair(by, on)) && !this.blocks.has(pair(on, by));
  }

  private block(by: number, on: number): string {
    if (this.blocks.has(pair(by, on))) return "done";
    const all = this.others(by).filter((other) => this.blocks.has(pair(by, other)));
    if (all.length >= BLOCKS) return "too_many_blocks";
    this.part(by, on);
    this.blocks.add(pair(by, on));
    return "done";
  }

  private end(by: number, on: number): string {
    const known =
      this.friends.has(friendship(by, on)) ||
      this.requests.has(pair(by, on)) ||
      this.asksVisibly(on, by);
    if (!known) return "not_found";
    this.part(by, on);
    return "done";
  }

  private invite(by: number, on: number, code: string): string {
    if (!this.friends.has(friendship(by, on))) return "not_found";
    if (this.invitations.get(`${on} ${by}`) === code) return "done";
    if ((this.invited[by] ?? 0) >= INVITATIONS.invited) return "too_many_invitations";
    this.invited[by] = (this.invited[by] ?? 0) + 1;
    this.invitations.set(`${on} ${by}`, code);
    return "done";
  }

  /** Does what an act does, and returns its outcome. */
  apply(act: Act): string {
    const { by } = act;
    if (!isOnOther(act)) {
      if (act.act === "activate") this.inactive.delete(by);
      else this.inactive.add(by);
      return "done";
    }
    const { on } = act;
    if (!this.isActive(by)) return "unauthenticated";
    if (by === on) {
      return act.act === "ask" || act.act === "block" ? "validation_failed" : "not_found";
    }
    if (!this.isActive(on)) return "not_found";
    switch (act.act) {
      case "ask":
        return this.ask(by, on);
      case "accept":
      case "decline":
        return this.answer(by, on, act.act === "accept");
      case "end":
        return this.end(by, on);
      case "block":
        return this.block(by, on);
      case "unblock":
        return this.blocks.delete(pair(by, on)) ? "done" : "not_found";
      case "invite":
        return this.invite(by, on, act.code);
    }
  }

  /** What a person may see, each list in the order of the people. */
  view(person: number) {
    const shown = this.others(person).filter((other) => this.isActive(other));
    return {
      friends: shown.filter((other) => this.friends.has(friendship(person, other))),
      incoming: shown.filter((other) => this.asksVisibly(other, person)),
      outgoing: shown.filter((other) => this.requests.has(pair(person, other))),
      blocks: shown.filter((other) => this.blocks.has(pair(person, other))),
      notifications: shown
        .filter((other) => !this.blocks.has(pair(person, other)))
        .flatMap((other) => [
          ...["friend_accepted", "friend_request"]
            .filter((kind) => this.notes.has(`${person} ${kind} ${other}`))
            .map((kind) => `${kind} ${other}`),
          ...[this.invitations.get(`${person} ${other}`) ?? []]
            .flat()
            .map((code) => `race_invitation ${other} ${code}`),
        ]),
    };
  }
}
