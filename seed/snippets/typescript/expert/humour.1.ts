type Form = "A38" | "B65" | "C12";
const requires: Record<Form, Form[]> = {
  A38: ["B65"],
  B65: ["C12"],
  C12: ["A38"],
};

class Office {
  readonly #stamped = new Set<Form>();

  apply(form: Form, queue: Form[] = []): string {
    if (queue.includes(form)) return `For ${form}, see ${queue.join(", ")}`;
    const missing = requires[form].filter((f) => !this.#stamped.has(f));
    if (missing.length > 0) return this.apply(missing[0], [...queue, form]);
    this.#stamped.add(form);
    return "We close at noon";
  }
}
const answer = new Office().apply("A38");
visitor.hear(answer);
