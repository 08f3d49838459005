async def answer(reader, writer):
    address = writer.get_extra_info("peername")
    try:
        async with asyncio.timeout(60):
            while line := await reader.readline():
                backwards = line.decode().strip()[::-1]
                writer.write(f"{backwards}\n".encode())
                await writer.drain()
    except TimeoutError:
        writer.write(b"?ereht llits uoy erA\n")
    finally:
        writer.close()
        await writer.wait_closed()
    logger.info("%s has left the mirror", address)


async def main():
    server = await asyncio.start_server(answer, "localhost", 7777)
    async with server:
        await server.serve_forever()
