<button type="button" onClick={() => setOpen(!open)}>
  {open ? "Hide" : "Show"} details
</button>;
