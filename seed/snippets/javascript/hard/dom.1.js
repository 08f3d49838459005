let firstInvalid = null;
for (const input of form.elements) {
  const label = input.labels?.[0];
  if (!label) continue;
  const invalid = input.required && !input.value;
  label.dataset.invalid = String(invalid);
  input.title = invalid ? "Please fill in" : "";
  if (invalid) firstInvalid ??= input;
}
firstInvalid?.focus();
