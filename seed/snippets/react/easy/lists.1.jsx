let rows = cities.map((city) => (
  <option key={city.id} label={city.name} />
));
