function validate(schema, data, path = "$") {
  const errors = [];
  for (const [key, rule] of Object.entries(schema)) {
    const value = data?.[key];
    const name = `${path}.${key}`;
    if (value === undefined) {
      if (rule.required) errors.push(`${name} is missing`);
    } else if (typeof value !== rule.type) {
      errors.push(`${name} must be of type ${rule.type}`);
    } else if (rule.fields) {
      const nested = validate(rule.fields, value, name);
      errors.push(...nested);
    }
  }
  return errors;
}
