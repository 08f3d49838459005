tags.add("red");
tags.add("sale");
tags.add("red");
// Still only two
ok(tags.size < 3);
tags.clear();
