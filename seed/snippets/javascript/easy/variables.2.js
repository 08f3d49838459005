const width = 800;
const height = 600;
const ratio = width / height;
