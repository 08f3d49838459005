const videoRef = useRef(null);

function togglePlay() {
  const video = videoRef.current;
  return video.paused ? video.play() : video.pause();
}
