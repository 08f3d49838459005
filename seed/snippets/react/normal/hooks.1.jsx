import { useDeferredValue, useState } from "react";

let [query, setQuery] = useState("");
const slowQuery = useDeferredValue(query);
const isStale = query !== slowQuery;
