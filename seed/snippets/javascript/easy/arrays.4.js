const seats = [];
seats.length = 5;
seats.fill("free");
seats[2] = "Maria";
seats[4] = "Omar";
log(seats.join());
