export interface Task {
  title: string;
  due?: Date;
  tags: readonly string[];
}
