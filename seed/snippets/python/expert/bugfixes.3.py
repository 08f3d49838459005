# Before: offset += 100, although deleting had moved the other
# files up. Half of the stale ones survived every purge.
def purge(store, is_stale, page_size=100):
    removed, last_key = 0, ""
    while True:
        page = store.list(after=last_key, limit=page_size)
        if not page:
            break
        stale = [file.key for file in page if is_stale(file)]
        if stale:
            store.delete(stale)
            removed += len(stale)
        last_key = page[-1].key
    logger.info("Removed %d stale files", removed)
    return removed
