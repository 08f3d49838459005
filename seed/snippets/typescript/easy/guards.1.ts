let out = "none";
if (isText(arg)) {
  out = arg.trim();
}
show(out);
show(out.length);
