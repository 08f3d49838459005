export function Sketchpad({ ink = "navy", ...size }) {
  function touchPaper(event) {
    const { offsetX, offsetY } = event.nativeEvent;
    const pen = event.currentTarget.getContext("2d");
    event.currentTarget.setPointerCapture(event.pointerId);
    pen.strokeStyle = ink;
    pen.beginPath();
    pen.moveTo(offsetX, offsetY);
  }
  function draw({ buttons, currentTarget, nativeEvent }) {
    if (buttons !== 1) return;
    const line = currentTarget.getContext("2d");
    line.lineTo(nativeEvent.offsetX, nativeEvent.offsetY);
    line.stroke();
  }
  const hand = { onPointerDown: touchPaper, onPointerMove: draw };
  // The paper must not scroll away under a finger.
  const style = { touchAction: "none" };
  return <canvas aria-label="Sketch" style={style} {...hand} {...size} />;
}
