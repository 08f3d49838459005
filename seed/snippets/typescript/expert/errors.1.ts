class ValidationError extends Error {
  constructor(readonly issues: ReadonlyMap<string, string>) {
    super(`${issues.size} invalid fields`);
    this.name = "ValidationError";
  }
}

export function validate(booking: Booking): Booking {
  const issues = new Map<string, string>();
  if (booking.guests < 1) {
    issues.set("guests", "At least one guest is needed");
  }
  if (booking.end <= booking.start) {
    issues.set("end", "The end must be after the start");
  }
  if (issues.size > 0) throw new ValidationError(issues);
  return booking;
}
