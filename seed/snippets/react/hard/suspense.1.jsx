import { Suspense, use } from "react";

function Weather({ forecast }) {
  const { city, degrees } = use(forecast);
  return (
    <p>
      It is {degrees} degrees in {city}.
    </p>
  );
}
