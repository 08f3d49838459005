/** The notice at the head of the field, in place of the wave's line: a boss, a power, a wave that is over. */

/** Milliseconds for which a notice is shown. */
const SHOWN_MS = 3_200;

export interface NoticeParts {
  notice: HTMLElement;
  noticeTitle: HTMLElement;
  noticeText: HTMLElement;
}

export type NoticeTone = "good" | "mixed" | "bad";

export class NoticeView {
  #parts: NoticeParts;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: NoticeParts) {
    this.#parts = parts;
  }

  show(title: string, text: string, tone: NoticeTone): void {
    const { notice, noticeTitle, noticeText } = this.#parts;
    noticeTitle.textContent = title;
    noticeText.textContent = text;
    notice.dataset.tone = tone;
    notice.toggleAttribute("data-on", true);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), SHOWN_MS);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#parts.notice.removeAttribute("data-on");
  }
}
