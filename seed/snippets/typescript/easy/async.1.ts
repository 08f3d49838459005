async function loadName(id: number): Promise<string> {
  return (await fetchUser(id)).name;
}
