class AbstractGreeterFactory(ABC):
    @abstractmethod
    def create_greeter(self): ...


class ConsoleGreeterFactory(AbstractGreeterFactory):
    def create_greeter(self):
        return GreeterProxy(ConsoleGreeter())


class GreeterProxy:
    def __init__(self, delegate):
        self.delegate = delegate

    def greet(self, planet):
        logger.info("Preparing to consider a greeting")
        self.delegate.greet(planet)


class ConsoleGreeter:
    def greet(self, world):
        # Here be business logic.
        print(f"Hello, {world}!")


ConsoleGreeterFactory().create_greeter().greet("world")
