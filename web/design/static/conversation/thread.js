/** A conversation on the page: what is known to be said, what is on its way, and where one reads. */

import { End } from "./end.js";
import { Outbox } from "./outbox.js";
import { showDelivery } from "./delivery.js";
import { Transcript } from "./transcript.js";
import { newId } from "./id.js";

export class Thread {
  #list;
  #end;
  #transcript;
  #outbox;
  #mine;
  #isHere;
  #changed;

  /**
   * list, mark, button: elements; see Transcript and End. draw(message): its list item.
   * unsent: where one's own messages wait. deliver(message): posts one, or throws Problem.
   * mine: the fields that every message of one's own has. isHere(message): whether it belongs to
   * what is shown. changed(): something was added, or sent.
   */
  constructor(parts) {
    const { list, mark, button, draw, unsent, deliver, mine } = parts;
    const { isHere = () => true, changed = () => {} } = parts;
    this.#list = list;
    this.#end = new End(mark, button);
    this.#transcript = new Transcript(list, draw);
    this.#outbox = new Outbox(unsent, deliver, (message, how) => this.#show(message, how));
    this.#mine = { kind: "text", ...mine };
    this.#isHere = isHere;
    this.#changed = changed;
  }

  get lastSeq() {
    return this.#transcript.lastSeq;
  }

  get isAllSent() {
    return this.#outbox.isEmpty;
  }

  /** Whether the last word is one's own and has been sent. */
  get awaitsReply() {
    const last = this.#list.lastElementChild;
    return (
      last?.dataset.from === this.#mine.from && !/is-(sending|waiting|failed)/.test(last.className)
    );
  }

  get isEmpty() {
    return this.#list.childElementCount === 0;
  }

  /** Gives the item, so that it can be focused. */
  say(words) {
    const message = { id: newId(), at: new Date().toISOString(), ...words };
    this.#outbox.add(message);
    this.#end.show();
    return this.#list.lastElementChild;
  }

  receive(messages) {
    this.#end.follow(this.#transcript.receive(messages));
    this.#changed();
  }

  resume() {
    this.#outbox.resume();
    if (!this.isEmpty) this.#end.show();
  }

  /** Takes everything off the page; what is not sent stays on the device. */
  clear() {
    this.#transcript.clear();
    this.#changed();
  }

  /** Gives up what is not sent. */
  discard() {
    this.#outbox.clear();
    this.clear();
  }

  #show(message, how) {
    if (this.#transcript.isConfirmed(message.id)) return;
    if (how === "sent" && !this.#isHere(message)) return this.#takeOff(message);
    const item = this.#transcript.expect({ ...this.#mine, ...message });
    showDelivery(item, how, message, {
      retry: () => this.#outbox.retry(message),
      drop: () => {
        this.#outbox.drop(message);
        this.#takeOff(message);
      },
    });
    this.#changed();
  }

  #takeOff({ id }) {
    this.#transcript.forget(id);
    this.#changed();
  }
}
