interface Admin extends User {
  rights: string[];
}
