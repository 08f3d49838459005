const meet =
  async () => {
    setBusy(true);
    const cats =
      await ask("cat");
    setCats(cats);
    setBusy(false);
  };
