try {
  await send(mail);
  log("Sent");
} catch {
  log("No network");
  keep(mail);
}
