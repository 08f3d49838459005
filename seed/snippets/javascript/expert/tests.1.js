const minute = 60_000;

test("a session ends after ten idle minutes", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const onEnd = mock.fn();
  const session = startSession({ limit: 10 * minute, onEnd });

  mock.timers.tick(9 * minute);
  assert.equal(onEnd.mock.callCount(), 0);

  // A key press starts the clock again
  session.touch();
  mock.timers.tick(8 * minute);
  assert.ok(session.active);

  mock.timers.tick(2 * minute);
  assert.equal(onEnd.mock.callCount(), 1);
  assert.ok(!session.active);
});
