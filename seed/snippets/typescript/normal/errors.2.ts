class OutOfTeaError extends Error {
  override name = "OutOfTeaError";
}

// Severity: as high as it gets
const reason = "All work stops";
if (teaCups === 0) throw new OutOfTeaError(reason);
