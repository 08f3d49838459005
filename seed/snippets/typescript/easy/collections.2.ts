type Seat = number;
type Hall =
  Map<Seat, Guest>;
const hall: Hall =
  new Map();
hall.set(7, ana);
hall.set(9, leo);
log(hall.size);
