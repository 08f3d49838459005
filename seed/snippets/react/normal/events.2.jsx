function handleArrow({ key }) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (step === undefined) return;
  setSlide((slide) => (slide + step + count) % count);
}
