const { host, port = 8080, ...rest } = config;
const local = host === "localhost";
const url = local ? `http://${host}:${port}` : `https://${host}`;
startServer(url, rest);
