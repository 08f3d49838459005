const d = document;
d.title = "Garden";
d.dir = "ltr";
d.body.append(map);
// Click to grow
map.onclick = grow;
