// A search engine for the cookbook: word -> recipes with that word
export class SearchIndex {
  #postings = new Map();

  add(id, text) {
    const terms = text.toLowerCase().match(/[a-z]+/g) ?? [];
    for (const term of terms) {
      const ids = this.#postings.get(term) ?? new Set();
      this.#postings.set(term, ids.add(id));
    }
  }

  find(query) {
    const wanted = query.toLowerCase().split(" ");
    const hits = wanted.map((word) => this.#postings.get(word) ?? new Set());
    const [fewest, ...others] = hits.sort((a, b) => a.size - b.size);
    return [...fewest].filter((id) => others.every((ids) => ids.has(id)));
  }
}
