from concurrent.futures import ThreadPoolExecutor


def find_broken_links(urls, ask_status):
    def is_broken(job):
        return job.exception() is not None or job.result() >= 400

    with ThreadPoolExecutor(max_workers=8) as pool:
        jobs = {pool.submit(ask_status, url): url for url in urls}
    # The pool has waited for all of its threads.
    return [url for job, url in jobs.items() if is_broken(job)]
