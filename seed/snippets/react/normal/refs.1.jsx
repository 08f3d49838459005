export function useVideo() {
  const video = useRef(null);
  const play = () => video.current?.play();
  const pause = () => video.current?.pause();
  return { video, play, pause };
}
