import os
from contextlib import contextmanager


@contextmanager
def atomic_write(path, mode="w"):
    draft = path.with_suffix(".tmp")
    file = open(draft, mode)
    try:
        yield file
        file.flush()
        os.fsync(file.fileno())
    except BaseException:
        file.close()
        os.remove(draft)
        raise
    else:
        file.close()
        os.replace(draft, path)
