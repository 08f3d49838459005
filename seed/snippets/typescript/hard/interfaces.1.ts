interface Repository<T extends { id: string }> {
  find(id: string): Promise<T | null>;
  list(page?: number): Promise<T[]>;
  save(entity: T): Promise<void>;
}

interface UserRepository extends Repository<User> {
  findByEmail(email: string): Promise<User | null>;
}
