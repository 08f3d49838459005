export type Handler = (event: Event) => void;
