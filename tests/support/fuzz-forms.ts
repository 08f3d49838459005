/** Generates requests for the fuzz test: forms of the site's pages, most of them corrupted in one or two places. */
import fc from "fast-check";

type Fields = [name: string, value: string][];

const password = fc.string({ maxLength: 80 });
const target = fc.constantFrom(
  "/play",
  "//evil.example",
  "/..//evil.example",
  "https://evil.example",
);

const code = fc.oneof(
  fc.stringMatching(/^[a-z]{1,12} = \d{1,9}$/),
  fc.string({ unit: "binary", maxLength: 200 }),
);
const snippet = {
  language: fc.constantFrom("PYTHON", "REACT", "JAVASCRIPT", "TYPESCRIPT"),
  difficulty: fc.constantFrom("EASY", "NORMAL", "HARD", "EXPERT"),
  category: fc.stringMatching(/^[a-z]{1,20}$/),
  snippet_text: code,
  expected_wpm: fc.integer({ min: 5, max: 300 }).map(String),
};

const ownText = {
  title: fc.string({ minLength: 1, maxLength: 60 }),
  language: snippet.language,
  text: code,
};

/** Valid values for each field of every form, by the page that receives the form. */
const FORMS: Record<string, Record<string, fc.Arbitrary<string>>> = {
  "/register": {
    username: fc.stringMatching(/^\w{3,20}$/),
    email: fc.emailAddress(),
    password,
    to: target,
  },
  "/login": { email: fc.emailAddress(), password, to: target },
  "/logout": {},
  "/play": {
    language: fc.constantFrom("PYTHON", "REACT", "JAVASCRIPT", "TYPESCRIPT"),
    difficulty: fc.constantFrom("EASY", "NORMAL", "HARD", "EXPERT"),
  },
  "/practice": {
    language: fc.constantFrom("PYTHON", "REACT", "JAVASCRIPT", "TYPESCRIPT"),
    category: fc.constantFrom("", "loops"),
    focus: fc.constantFrom("plain", "weak_keys", "keys"),
    keys: fc.constantFrom("", "{ =>", "Space Enter", "abc"),
  },
  "/settings": { display_name: fc.string({ minLength: 1, maxLength: 60 }) },
  "/settings/password": { current_password: password, new_password: password },
  "/settings/devices": { device: fc.uuid() },
  "/settings/preferences": {
    theme: fc.constantFrom("system", "dark", "paper"),
    preferred_language: fc.constantFrom("ask", "PYTHON"),
    preferred_difficulty: fc.constantFrom("ask", "HARD"),
    sound_enabled: fc.constant("on"),
    sound_volume: fc.integer({ min: 0, max: 100 }).map(String),
    "controls.target_key": fc.constantFrom("Tab", "ArrowRight"),
    "controls.restart_key": fc.constantFrom("none", "F4"),
    "notifications.achievements": fc.constant("on"),
  },
  "/settings/privacy": { password },
  "/friends": {
    act: fc.constantFrom("ask", "accept", "decline", "end", "block", "unblock"),
    username: fc.stringMatching(/^\w{3,20}$/),
    from: fc.constantFrom("friends", "profile"),
  },
  "/practice/texts": { id: fc.uuid() },
  "/practice/texts/new": ownText,
  "/practice/texts/00000000-0000-4000-8000-000000000000": ownText,
  "/admin/snippets/new": snippet,
  "/admin/snippets/00000000-0000-4000-8000-000000000000": {
    ...snippet,
    revision: fc.nat().map(String),
    overwrite: fc.constant("on"),
  },
  "/admin/snippets/import": {
    act: fc.constantFrom("check", "import"),
    difficulty: fc.constantFrom("", "EASY"),
    // `multipartWithFiles` adds a file name.
    files: code,
  },
};

const HOSTILE_VALUES = [
  "",
  " ",
  "0",
  "-1",
  "1e9",
  "null",
  "[]",
  "{}",
  "\u0000",
  "\ud800",
  "💥",
  "x".repeat(3_000),
];
const HOSTILE_NAMES = [
  "__proto__",
  "constructor.prototype",
  "a[99999999]",
  "theme[]",
  "theme.x",
  "__intent__",
  "__state__",
  "notifications",
  "controls",
  "intent",
  "",
];

/** Corrupts a form in one place: replaces a value or a name, or drops, repeats or adds a field. */
function corruptForm(fields: Fields): fc.Arbitrary<Fields> {
  const value = fc.oneof(fc.constantFrom(...HOSTILE_VALUES), fc.string());
  const name = fc.oneof(fc.constantFrom(...HOSTILE_NAMES), fc.string({ maxLength: 12 }));
  const position = fc.nat({ max: Math.max(fields.length - 1, 0) });
  const replaceField = (replace: (field: Fields[number]) => Fields) =>
    position.map((index) =>
      fields.flatMap((field, i): Fields => (i === index ? replace(field) : [field])),
    );
  return fc.oneof(
    {
      weight: 5,
      arbitrary: value.chain((other) => replaceField(([name]) => [[name, other]])),
    },
    { weight: 2, arbitrary: replaceField(() => []) },
    { weight: 1, arbitrary: replaceField((field) => [field, field]) },
    { weight: 1, arbitrary: name.chain((other) => replaceField(([, value]) => [[other, value]])) },
    {
      weight: 2,
      arbitrary: fc.tuple(name, value).map((field): Fields => [...fields, field]),
    },
  );
}

const URLENCODED = "application/x-www-form-urlencoded";
const BOUNDARY = "----boundary";

const urlencoded = (fields: Fields) => ({
  type: URLENCODED,
  body: new URLSearchParams(fields).toString(),
});

const multipart = (fields: Fields) => {
  const parts = fields.map(
    ([name, value]) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    type: `multipart/form-data; boundary=${BOUNDARY}`,
    body: `${parts.join("")}--${BOUNDARY}--\r\n`,
  };
};

/** Sends every field as an uploaded file. */
const multipartWithFiles = (fields: Fields) => {
  const { type, body } = multipart(fields);
  return { type, body: body.replaceAll('"\r\n\r\n', '"; filename="x.txt"\r\n\r\n') };
};

/** Breaks a whole body: cuts it short, or gives it another content type. */
const brokenBody = ({ type, body }: { type: string; body: string }) =>
  fc.oneof(
    fc.nat({ max: body.length }).map((length) => ({ type, body: body.slice(0, length) })),
    fc
      .constantFrom("text/plain", "application/json", "multipart/form-data", URLENCODED)
      .map((type) => ({ type, body })),
  );

export interface FormRequest {
  path: string;
  type: string;
  body: string;
}

/** Generates requests to each page with a form, also to `<page>.data`, to which the site's own script sends them. */
export const FORM_REQUESTS: [page: string, fc.Arbitrary<FormRequest>][] = Object.entries(FORMS).map(
  ([page, fields]) => {
    const valid = fc.record(fields).map((values): Fields => Object.entries(values));
    const content = fc.oneof(
      { weight: 1, arbitrary: valid },
      { weight: 5, arbitrary: valid.chain(corruptForm) },
      { weight: 2, arbitrary: valid.chain(corruptForm).chain(corruptForm) },
    );
    const encoded = content.chain((fields) =>
      fc.oneof(
        { weight: 5, arbitrary: fc.constant(urlencoded(fields)) },
        { weight: 3, arbitrary: fc.constant(multipart(fields)) },
        { weight: 1, arbitrary: fc.constant(multipartWithFiles(fields)) },
        { weight: 1, arbitrary: brokenBody(urlencoded(fields)) },
        { weight: 1, arbitrary: brokenBody(multipart(fields)) },
      ),
    );
    const path = fc.constantFrom(page, `${page}.data`);
    return [page, fc.tuple(path, encoded).map(([path, content]) => ({ path, ...content }))];
  },
);
