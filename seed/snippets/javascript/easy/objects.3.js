const cake = {};
cake.flour = 300;
cake.sugar = 200;
cake.eggs = 4;
cake.salt ??= 1;
bake(cake, 180);
