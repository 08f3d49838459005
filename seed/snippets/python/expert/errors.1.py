def retry(operation, attempts=5, base=0.1, factor=2.0):
    errors = []
    for attempt in range(attempts):
        try:
            return operation()
        except (ConnectionError, TimeoutError) as error:
            errors.append(error)
            delay = base * factor**attempt
            # A herd of clients should not come back as one.
            jitter = random.uniform(0, delay / 4)
            logger.info("Attempt %d failed: %s", attempt + 1, error)
            if attempt + 1 < attempts:
                time.sleep(delay + jitter)
    summary = f"Gave up after {attempts} attempts"
    raise ExceptionGroup(summary, errors)
