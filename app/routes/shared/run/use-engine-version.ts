import { useEffect, useState } from "react";
import { currentEngine } from "../../../engine/current.ts";
import type { Engine } from "../../../engine/engine.ts";
import { ENGINE_VERSION, engineOf } from "../../../engine/index.ts";

/**
 * Returns the engine of `version`: the current one at once, any other when it is loaded. During a
 * release the server may be ahead of this page or behind it. A page that does not know the
 * version is older than the server and reloads itself, as does one whose download fails.
 */
export function useEngineVersion(version: number): Engine | undefined {
  const [engine, setEngine] = useState(version === ENGINE_VERSION ? currentEngine : undefined);
  useEffect(() => {
    if (version === ENGINE_VERSION) return;
    const loading = engineOf(version);
    // A reload shows the form again, so neither case can repeat by itself.
    const reload = () => window.location.reload();
    if (loading) loading.then(setEngine, reload);
    else reload();
  }, [version]);
  return engine;
}
