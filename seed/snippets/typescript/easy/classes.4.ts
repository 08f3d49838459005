class Ticket {
  static next = 1;
  id = Ticket.next++;
  print() {
    log(this.id);
  }
}
