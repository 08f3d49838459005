function Sky(p) {
  const sun =
    p.day && <Sun />;
  const owl =
    p.dark && <Owl />;
  const air =
    <p>{sun}{owl}</p>;
  return air;
}
