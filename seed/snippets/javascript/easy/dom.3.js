pen.beginPath();
pen.moveTo(10, 20);
pen.lineTo(60, 90);
// And up again
pen.lineTo(90, 10);
pen.closePath();
pen.stroke();
