width, height = 640, 480
area = width * height
