// What the TypeScript snippets use and do not define.

// Types
interface Booking {
  guests: number;
  start: Date;
  end: Date;
}
interface Invoice {
  id: string;
  paidOn?: Date;
}
interface Product {
  name: string;
  stock: number;
}
interface Parcel {
  grams: number;
}
interface Recipe {
  title: string;
  minutes: number;
}
type Role = "owner" | "editor" | "viewer";
type Row = [name: string, price: number];
interface Article {
  id: number;
  title: string;
  author: string;
  text: string;
  slug?: string;
  published?: Date;
}
type Color = string | [red: number, green: number, blue: number];
interface Order {
  id: string;
  items: string[];
}
interface Forecast {
  rain: number;
  wind: number;
}
interface Report {
  year: number;
  profit: number;
}
type Note = "C" | "D" | "E" | "F" | "G" | "A" | "B";
type Square = `${"a" | "b" | "c" | "d" | "e" | "f" | "g" | "h"}${number}`;
type Guest = { name: string };
type Id = string;
type Km = number;
type Picture = Blob;
type Pie = string;
interface Puppy {
  bark(): void;
}
interface Sailor {
  name: string;
}
interface User {
  id: Id;
  name: string;
  email: string;
}

// Things
declare const ana: Guest;
declare const arg: unknown;
declare const banner: HTMLElement;
declare const barista: { hear(effect: string): void };
declare const books: { title: string; text: string }[];
declare const cellar: { label(area: string, bottles: number): void };
declare const commands: Map<string, (words: string[]) => Promise<void>>;
declare const dancers: { bowTo(partner: string): void }[];
declare const DAY: number;
declare const deliveries: { sku: string; quantity: number }[];
declare const dropdown: HTMLSelectElement;
declare const editor: { font: string; tabs: number };
declare const elevator: { send(direction: string): void };
declare const emails: string[];
declare const end: number;
declare const env: { PORT?: string };
declare const flatmates: { shower: () => Promise<void> }[];
declare const fridge: { turnTo(dial: number): void };
declare const harbour: { register(name: string, cargo: string): void };
declare const kettle: { isBoiling(): Promise<boolean> };
declare const kite: HTMLElement;
declare const leo: Guest;
declare const logLine: string;
declare const medals: { engrave(name: string): void }[];
declare const order: Order;
declare const oven: { start(minutes: number): void };
declare const partners: Set<string>;
declare const pet: { mew(): void } | { wag(): void };
declare const phone: { say(words: unknown): void; hangUp(): void };
declare const photos: Blob[];
declare const pieces: Map<string, { moveTo(square: Square): void }>;
declare const plumber: { send(report: string): void };
declare const price: number | undefined;
declare const process: { argv: string[]; exitCode: number };
declare const racers: { name: string; seconds: number }[];
declare const receipt: { add(item: string, price: number): void };
declare const rocket: { display(second: number): void };
declare const scoreboard: { add(result: "win" | "loss" | "draw"): void };
declare const ship: { angle: number; thrust(): void };
declare const song: { title: string };
declare const spinner: { show(): void; hide(): void };
declare const stack: { size: number; push(item: string): void; pop(): string | undefined };
declare const teaCups: number;
declare const till: { open(): void };
declare const timer: { start(seconds: number): void };
declare const umbrella: HTMLElement;
declare const url: string;
declare const visitor: { hear(answer: string): void };
declare const warehouse: { lock(): Promise<void> };
declare const whaleStream: AsyncIterable<string>;
declare const wines: { area: string; year: number }[];

// Deeds
declare function announce(words: string): void;
declare function ask(cost: number): void;
declare function bad(name: string): Error;
declare function bake(fruit: string): Pie;
declare function boil(): Promise<void>;
declare function bookTable(day: string, seats: number): { confirm(): Promise<void> };
declare function brew(): Promise<void>;
declare function broken(): boolean;
declare function checkOut(cart: Cart): Promise<void>;
declare function deal(cards: number, trump: string): void;
declare function draw(spot: readonly number[]): void;
declare function drawLine(canvas: HTMLCanvasElement, points: number[]): void;
declare function eat(food: string | null): null;
declare function feed(animal: object): void;
declare function feedCat(): void;
declare function goHome(): void;
declare function greet(name: string): void;
declare function isDark(square: Square): boolean;
declare function isEven(n: number): boolean;
declare function isRecipe(value: unknown): value is Recipe;
declare function isText(value: unknown): value is string;
declare function laySpoons(): void;
declare function listen(port: number): void;
declare function loadInvoices(cursor?: string): Promise<{ items: Invoice[]; next?: string }>;
declare function log(...values: unknown[]): void;
declare function makeSlug(title: string): Promise<string>;
declare function nap(): void;
declare function obey(order: string): void;
declare function paint(css: string): void;
declare function pay(cost: number): void;
declare function plant(row: number): void;
declare function play(beats: string[]): void;
declare function pour(vessel: object): void;
declare function readConfig(): { port: number };
declare function remind(bill: string): void;
declare function ride(key: string | null): void;
declare function ring(): void;
declare function ringBell(listener: () => void): void;
declare function run(meters: number): void;
declare function save(document: object): Promise<void>;
declare function saveOrder(order: Order): Promise<void>;
declare function say(word: string | number): void;
declare function searchBands(typed: string): Promise<string[]>;
declare function send(parcel: Parcel): Promise<void>;
declare function sendAll(addresses: string[]): Promise<void>;
declare function sendInvite(email: string): Promise<{ email?: string; team?: string }>;
declare function sendReminder(invoice: Invoice): Promise<void>;
declare function show(value: unknown): void;
declare function shower(): void;
declare function showPage(page: number, tags: string[]): void;
declare function shrink(photo: Blob): Promise<Blob>;
declare function startServer(config: { port: number }): void;
declare function thank(bill: string): void;
declare function toast(message: string): void;
declare function turnItOff(): void;
declare function turnItOn(): void;
declare function wait(seconds: number): Promise<void>;
declare function wakeAdmin(reason?: string): void;

// Tests
declare class ChessClock {
  constructor(options: { minutes: number; time: () => number });
  readonly flagged: string | null;
  hit(): void;
  left(player: string): number;
  start(player: string): void;
}
declare class VendingMachine {
  constructor(stock: Record<string, number>);
  readonly credit: number;
  insert(cents: number): void;
  pat(): string;
  press(name: string): void;
}
declare class Bishop {
  constructor(square: Square);
  moves(): Square[];
}
declare class Cart {
  constructor(items: string[]);
  isOpen: boolean;
}
interface Expectation {
  toBe(expected: unknown): void;
  toThrow(message: string): void;
  rejects: { toThrow(message: string): Promise<void> };
}
declare function beforeEach(prepare: () => void): void;
declare function describe(title: string, define: () => void): void;
declare function expect(actual: unknown): Expectation;
declare function it(title: string, run: () => void | Promise<void>): void;
declare function mock(): { (): void; calls: number };
declare function test(title: string, run: () => void | Promise<void>): void;

// Modules
declare module "*/sound.js" {
  export function playIntro(): Promise<void>;
}
declare module "node:fs/promises" {
  interface Entry {
    name: string;
    isDirectory(): boolean;
  }
  export function readdir(path: string, options: { withFileTypes: true }): Promise<Entry[]>;
  export function readFile(path: string, encoding: "utf8"): Promise<string>;
}
declare module "*/birds.js" {
  export interface Owl {
    name: string;
  }
}
declare module "*/songs.js" {
  export function sing(bird: { name: string }): void;
}
