function isPalindrome(text: string): boolean {
  const letters = text.toLowerCase().match(/[a-z]/g) ?? [];
  return letters.join() === letters.toReversed().join();
}
