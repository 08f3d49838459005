const friday = new Date().getDay() === 5;
if (friday && deploy.pending) {
  // Somebody has plans for Saturday
  deploy.postpone("Monday");
  goHome();
}
