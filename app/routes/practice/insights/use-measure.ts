import { useLocation, useNavigate, useNavigation } from "@remix-run/react";
import { type Measure, measureOf } from "./figures.ts";

/**
 * Returns what the keyboard is coloured by, and a function that chooses it. It is in the address, so that it outlives a reload
 * and the other filters. A choice is shown at once, also while the address waits for the server.
 */
export function useMeasure(): [Measure, (chosen: Measure) => void] {
  const { pathname, search } = useLocation();
  const next = useNavigation().location;
  const navigate = useNavigate();
  const params = new URLSearchParams(next?.pathname === pathname ? next.search : search);
  const choose = (chosen: Measure) => {
    if (chosen === "speed") params.delete("view");
    else params.set("view", chosen);
    navigate({ search: params.toString() }, { replace: true, preventScrollReset: true });
  };
  return [measureOf(params), choose];
}
