// Before: a slow answer for "pa" replaced the fast one for "paris"
export function createWeatherBox(box, input) {
  let latest = 0;

  async function update(city) {
    latest += 1;
    const ticket = latest;
    box.ariaBusy = "true";
    const forecast = await fetchWeather(city);
    if (ticket !== latest) return;
    box.ariaBusy = "false";
    box.textContent = `${forecast.degrees} degrees, ${forecast.sky}`;
  }

  input.addEventListener("input", () => {
    const city = input.value.trim();
    if (city.length > 2) update(city);
  });
}
