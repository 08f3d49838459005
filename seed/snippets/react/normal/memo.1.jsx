export function useMatches(books, search) {
  return useMemo(() => {
    const term = search.toLowerCase();
    return books.filter((book) => book.tag.includes(term));
  }, [books, search]);
}
