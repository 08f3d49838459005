export interface Task {
  title: string;
  due?: Date;
  // "home", "work", "someday"
  tags: readonly string[];
}
