const d = document;
d.title = "Garden";
d.dir = "ltr";
d.onclick = grow;
d.body.append(map);
d.body.focus();
