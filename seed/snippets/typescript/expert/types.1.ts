declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

type Celsius = Brand<number, "Celsius">;
type Kelvin = Brand<number, "Kelvin">;

export function celsius(degrees: number): Celsius {
  if (degrees < -273.15) throw new RangeError("Colder than cold");
  return degrees as Celsius;
}
export const toKelvin = (temperature: Celsius): Kelvin =>
  (temperature + 273.15) as Kelvin;

function freezeSample(limit: Kelvin): void {
  const dial = Math.round(limit);
  fridge.turnTo(dial);
}
// freezeSample(4) does not compile: four of what?
freezeSample(toKelvin(celsius(-196)));
