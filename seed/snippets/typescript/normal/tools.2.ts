const [command = "help", ...rest] = process.argv.slice(2);
const handler = commands.get(command);

await handler?.(rest);
if (!handler) log("What?");
process.exitCode = handler ? 0 : 1;
