async function safely(task) {
  try {
    return [null, await task()];
  } catch (failure) {
    const known = failure instanceof Error;
    return [known ? failure : new Error(failure), null];
  }
}

const [flaw, config] = await safely(readConfig);
if (flaw) console.warn("Using defaults:", flaw.message);
