// Counts what a person does: a click is one activation of a control, and so is a passkey prompt. An input is a field that
// is typed into, chosen or given a file. Each action counts, also a second one in the same field.

/** Counters for one task. `by` names each action, in order. */
export class Count {
  constructor() {
    this.clicks = 0;
    this.inputs = 0;
    this.by = [];
  }

  click(name) {
    this.clicks += 1;
    this.by.push(`click: ${name}`);
  }

  input(name) {
    this.inputs += 1;
    this.by.push(`input: ${name}`);
  }

  toString() {
    return `${this.clicks} clicks, ${this.inputs} inputs`;
  }
}

/** A tab whose actions count. Elements are given by selector. */
export class CountedTab {
  #tab;
  #count;

  constructor(tab, count) {
    this.#tab = tab;
    this.#count = count;
  }

  /** Counts each passkey that the device of `devtools` makes or uses: the person answers a prompt for it. */
  passkeys(devtools) {
    devtools.on('WebAuthn.credentialAdded', () => this.#count.click('passkey prompt (make)'));
    devtools.on('WebAuthn.credentialAsserted', () => this.#count.click('passkey prompt (use)'));
  }

  /** Opens an address that the person has; without a link on the page it costs as much as one. */
  async open(address) {
    this.#count.click(`open ${new URL(address).pathname}`);
    await this.#tab.goto(address);
  }

  async press(selector) {
    this.#count.click(selector);
    await this.#tab.locator(selector).first().click();
  }

  async fill(selector, value) {
    this.#count.input(selector);
    await this.#tab.fill(selector, value);
  }
}
