/**
 * Lets React work on a page that a translator has changed. Translators replace each text node by elements of their own,
 * so a text that React wants to remove, or to insert something before, may be nowhere. The browser throws then, and
 * React takes the whole page down (github.com/facebook/react/issues/11538).
 *
 * What React removes or replaces often stands in an element of its own, which stays where it is: then the text changes
 * as well. This is for all other texts: the page goes on, and at worst an old text stays.
 */
export function tolerateTranslators(prototype: Node = Node.prototype): void {
  const { removeChild, insertBefore } = prototype;
  prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    return child.parentNode === this ? (removeChild.call(this, child) as T) : child;
  };
  prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    const place = before?.parentNode === this ? before : null;
    return insertBefore.call(this, node, place) as T;
  };
}
