export function SignupForm({ onSignup }) {
  const [values, setValues] = useState({ name: "", email: "" });
  const errors = validate(values);
  const isValid = Object.keys(errors).length === 0;

  function update({ target: { name, value } }) {
    // Nobody begins a name with a blank.
    setValues((old) => ({ ...old, [name]: value.trimStart() }));
  }
  function submit(event) {
    event.preventDefault();
    if (isValid) onSignup(values);
  }
  const bind = (name) => ({ name, value: values[name], onChange: update });
  return (
    <form onSubmit={submit}>
      <label>Name <input {...bind("name")} /></label>
      <label>Email <input {...bind("email")} type="email" /></label>
      {errors.email && <Hint text={errors.email} />}
      <button disabled={!isValid}>Create account</button>
    </form>
  );
}
