const area = (w: number, h: number): number => w * h;
