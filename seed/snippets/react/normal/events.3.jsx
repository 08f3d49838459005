async function copyLink() {
  const { href } = window.location;
  await navigator.clipboard.writeText(href);
  setCopied(true);
  setTimeout(setCopied, 1500, false);
}
