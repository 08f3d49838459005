const watcher = new IntersectionObserver((sightings) => {
  for (const { isIntersecting, target: image } of sightings) {
    if (!isIntersecting) continue;
    image.src = image.dataset.src;
    watcher.unobserve(image);
  }
});
const pictures = document.querySelectorAll("img[data-src]");
for (const picture of pictures) watcher.observe(picture);
