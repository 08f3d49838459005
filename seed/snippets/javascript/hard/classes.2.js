class ValidationError extends Error {
  constructor(field, message) {
    super(`${field}: ${message}`);
    this.name = "ValidationError";
    this.field = field;
  }

  toJSON() {
    return { field: this.field, message: this.message };
  }
}
