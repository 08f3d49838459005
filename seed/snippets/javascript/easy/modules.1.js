import { readFile } from 'node:fs/promises';

export const limit = 50;
