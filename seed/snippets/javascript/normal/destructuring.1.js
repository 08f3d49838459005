let { host, port = 8080, ...rest } = config;
if (host === 'localhost') port += 1;
startServer({ host, port, ...rest });
