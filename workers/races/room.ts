/**
 * The Durable Object of a race's room: carries out what the room's own functions ask for (`app/.server/races/room`). Its
 * sockets hibernate. When it wakes, the room is rebuilt from storage, and the runs from the stored batches
 * (docs/decisions/0053-races.md).
 */
import { DurableObject } from "cloudflare:workers";
import { checkRows } from "../../app/.server/db/rows.ts";
import { claimFor } from "../../app/.server/races/claims.ts";
import { ghostsFound } from "../../app/.server/races/room/alone.ts";
import { nextDeadline } from "../../app/.server/races/room/deadline.ts";
import { type Effect, viewOf } from "../../app/.server/races/room/effects.ts";
import {
  connect,
  disconnect,
  isOver,
  join,
  mayInvite,
} from "../../app/.server/races/room/members.ts";
import { receive } from "../../app/.server/races/room/messages.ts";
import {
  flush,
  mustStore,
  resultsNotStored,
  resultsStored,
  tick,
} from "../../app/.server/races/room/phases.ts";
import type { StoredBatch } from "../../app/.server/races/room/resume.ts";
import {
  newRecord,
  type Person,
  type Room,
  recordOf,
  type Setup,
} from "../../app/.server/races/room/room.ts";
import type { GhostWish } from "../../app/.server/races/run/ghost.ts";
import type { JoinAnswer, RoomCalls } from "../../app/.server/races/service.ts";
import { RESUME_SECONDS, readRaceTicket, signRaceTicket } from "../../app/.server/races/tickets.ts";
import { CLOSE_CODES, type CloseReason } from "../../app/contracts/race-constants.ts";
import type { ServerMessage } from "../../app/contracts/race-protocol.ts";
import type { Bindings } from "../env.ts";
import { Announcer } from "./announcer.ts";
import { countClosed, recordRefusal, recordRoom } from "./metrics.ts";
import { networkOf } from "./network.ts";
import { lobbyOf } from "./objects.ts";
import { findGhosts, nextRoom, storeResults, ticketTo } from "./outside.ts";
import { createStorage, readRecord, writeBatches, writeRecord, writeSetup } from "./storage.ts";
import { type Attachment, attachmentOf, wakeRoom } from "./wake.ts";

/** The time between two flushes: standings go out four times a second. */
const FLUSH_MS = 250;

export class RaceRoomObject extends DurableObject<Bindings> implements RoomCalls {
  #room: Room | undefined;
  /** The batches that are not stored yet. */
  #batches: StoredBatch[] = [];
  #flushTimer: ReturnType<typeof setTimeout> | undefined;
  #alarmAt: number | undefined;
  #storing = false;
  /** The invitations to the next race, one after the other. */
  #inviting: Promise<void> = Promise.resolve();
  readonly #waitUntil = (work: Promise<unknown>) => this.ctx.waitUntil(work);
  #announcer = new Announcer(() => lobbyOf(this.env));

  constructor(ctx: DurableObjectState, env: Bindings) {
    super(ctx, env);
    if (env.ENVIRONMENT === "development") checkRows();
    void ctx.blockConcurrencyWhile(() => this.#wake());
  }

  async #wake(): Promise<void> {
    const record = readRecord(this.ctx.storage);
    if (record) this.#room = await wakeRoom(this.ctx, this.env, record);
  }

  async create(setup: Setup): Promise<boolean> {
    if (this.#room) return false;
    const record = newRecord(setup, Date.now());
    createStorage(this.ctx.storage, record);
    this.#room = await wakeRoom(this.ctx, this.env, record);
    this.#announcer.begin();
    this.#schedule();
    return true;
  }

  async join(person: Person): Promise<JoinAnswer> {
    const room = this.#room;
    if (!room) return null;
    if (isOver(room)) return { status: "over" };
    const { role, person: joined, effects } = join(room, person, Date.now());
    this.#carryOut(effects);
    return { status: "joined", race_id: room.setup.race_id, role, person: joined };
  }

  async view() {
    return this.#room ? viewOf(this.#room, Date.now()) : null;
  }

  async mayInvite(userId: string) {
    return this.#room ? mayInvite(this.#room, userId) : null;
  }

  /** Opens a socket for the person of the ticket. Refuses it by closing it, because a browser sees the code of that alone. */
  override async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    const response = new Response(null, { status: 101, webSocket: client });
    const refuse = (reason: CloseReason) => {
      recordRefusal(this.env, reason, this.#waitUntil);
      server.accept();
      server.close(CLOSE_CODES[reason], reason);
      return response;
    };
    const token = new URL(request.url).searchParams.get("ticket") ?? "";
    if (!this.#room) return refuse("room_closed");
    const { AUTH_SECRET: secret } = this.env;
    const { code } = this.#room.setup;
    const ticket = await readRaceTicket(token, code, secret);
    if (!ticket) return refuse("bad_ticket");
    const { role, person } = ticket;
    const resume = await signRaceTicket({ code, role, person }, secret, new Date(), RESUME_SECONDS);
    const room = this.#room;
    if (!room) return refuse("room_closed");
    const id = crypto.randomUUID();
    this.ctx.acceptWebSocket(server, [id]);
    const network = networkOf(request);
    const effects = connect(room, { id, person, role, network }, Date.now());
    const connection = room.connections.get(id);
    if (connection) server.serializeAttachment({ connection, resume } satisfies Attachment);
    this.#carryOut(effects);
    return response;
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    if (this.#room) this.#carryOut(receive(this.#room, this.#idOf(socket), message, Date.now()));
  }

  override webSocketClose(socket: WebSocket): void {
    if (this.#room) this.#carryOut(disconnect(this.#room, this.#idOf(socket), Date.now()));
  }

  override webSocketError(socket: WebSocket): void {
    this.webSocketClose(socket);
  }

  override async alarm(): Promise<void> {
    this.#alarmAt = undefined;
    if (!this.#room) return;
    this.#writeBatches();
    this.#carryOut(tick(this.#room, Date.now()));
    await this.#storeResults();
  }

  #idOf(socket: WebSocket): string {
    return this.ctx.getTags(socket)[0] ?? "";
  }

  #carryOut(effects: readonly Effect[]): void {
    for (const effect of effects) this.#carry(effect);
    if (this.#room) this.#waitUntil(this.#announcer.tell(this.#room, Date.now()));
    this.#schedule();
  }

  #carry(effect: Effect): void {
    switch (effect.type) {
      case "send":
        this.#send(effect.to, effect.message);
        break;
      case "welcome":
        this.#welcome(effect.to, effect.message);
        break;
      case "close":
        if (this.#room) countClosed(this.#room.counts, effect.reason);
        for (const socket of this.ctx.getWebSockets(effect.to)) {
          socket.close(effect.code, effect.reason);
        }
        break;
      case "save":
        if (this.#room) writeRecord(this.ctx.storage, recordOf(this.#room));
        break;
      case "save_setup":
        if (this.#room) writeSetup(this.ctx.storage, this.#room.setup);
        break;
      case "find_ghosts":
        this.#waitUntil(this.#findGhosts(effect.wish));
        break;
      case "batch":
        this.#batches.push(effect);
        break;
      case "flush":
        this.#flushTimer ??= setTimeout(() => this.#flush(), FLUSH_MS);
        break;
      case "claim":
        this.#waitUntil(this.#sendClaim(effect.to, effect.racer));
        break;
      case "rematch":
        this.#inviting = this.#inviting
          .then(() => this.#invite(effect.by, effect.to))
          .catch(() => {});
        this.#waitUntil(this.#inviting);
        break;
      case "delete":
        this.#delete();
    }
  }

  #send(ids: readonly string[], message: ServerMessage): void {
    const text = JSON.stringify(message);
    for (const socket of ids.flatMap((id) => this.ctx.getWebSockets(id))) {
      try {
        socket.send(text);
      } catch {
        // The socket is gone; its close event follows.
      }
    }
  }

  #welcome(id: string, message: Extract<Effect, { type: "welcome" }>["message"]): void {
    const [socket] = this.ctx.getWebSockets(id);
    const connection = this.#room?.connections.get(id);
    if (!socket || !connection) return;
    const { resume } = attachmentOf(socket);
    socket.serializeAttachment({ connection, resume } satisfies Attachment);
    this.#send([id], { ...message, resume });
  }

  #writeBatches(): void {
    writeBatches(this.ctx.storage, this.#batches);
    this.#batches = [];
  }

  /** Stores what came in, and then acknowledges it: messages leave after what was written before them is stored. */
  #flush(): void {
    this.#flushTimer = undefined;
    this.#writeBatches();
    if (this.#room) this.#carryOut(flush(this.#room, Date.now()));
  }

  #delete(): void {
    if (this.#room) {
      const event = this.#room.started_at === null ? "unused" : undefined;
      recordRoom(this.env, this.#room, event, this.#waitUntil);
      this.#waitUntil(this.#announcer.withdraw(this.#room));
    }
    this.#room = undefined;
    this.#batches = [];
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    this.#waitUntil(this.ctx.storage.deleteAll());
  }

  /** Sets the alarm for what the room has to do next. */
  #schedule(): void {
    if (!this.#room || this.#storing) return;
    const at = Math.min(nextDeadline(this.#room), this.#announcer.dueAt);
    // Each alarm that is set is a write, and one that is early costs less: it sets the next.
    if (this.#alarmAt !== undefined && this.#alarmAt <= at) return;
    this.#alarmAt = at;
    this.#waitUntil(this.ctx.storage.setAlarm(at));
  }

  async #sendClaim(to: string, racerId: number): Promise<void> {
    const racer = this.#room?.racers.find(({ id }) => id === racerId);
    if (!this.#room || !racer) return;
    this.#send([to], await claimFor(this.#room, racer, this.env.AUTH_SECRET));
  }

  /** Stores the results when that is due, and tries again later if it fails: the room keeps them meanwhile. */
  async #storeResults(): Promise<void> {
    const room = this.#room;
    if (!room || this.#storing || !mustStore(room, Date.now())) return;
    this.#storing = true;
    const results = await storeResults(this.env, room, this.#waitUntil).finally(() => {
      this.#storing = false;
    });
    recordRoom(this.env, room, results ? "raced" : "not_stored", this.#waitUntil);
    const now = Date.now();
    this.#carryOut(results ? resultsStored(room, results, now) : resultsNotStored(room, now));
  }

  /** Makes the room of the next race, unless there is one, and sends a ticket for it to each of these sockets. */
  async #invite(by: string, to: string[]): Promise<void> {
    const room = this.#room;
    const [finish, asker] = [room?.finish, room?.connections.get(by)];
    if (!room || !finish || !asker) return;
    const next = await nextRoom(this.env, room, finish.next, asker);
    if (!next || !this.#room) return;
    if (next !== finish.next) {
      finish.next = next;
      writeRecord(this.ctx.storage, recordOf(room));
    }
    for (const { id, person } of to.flatMap((each) => room.connections.get(each) ?? [])) {
      const ticket = await ticketTo(this.env, next, person);
      if (ticket) this.#send([id], { type: "rematch", code: next, ticket });
    }
  }

  async #findGhosts(wish: GhostWish): Promise<void> {
    const found = this.#room && (await findGhosts(this.env, this.#room, wish));
    if (this.#room) this.#carryOut(ghostsFound(this.#room, wish, found, Date.now()));
  }
}
