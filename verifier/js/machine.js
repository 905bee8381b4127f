// The worker, as the page sees it: started once, asked one thing at a time, ended when it does not answer.

/** How long the worker may take to start or to answer, in milliseconds. */
const PATIENCE = 30_000;

/** The browser cannot run the verifier, or it broke off. */
export class CannotRun extends Error {}

export class Machine {
  /** @param {Worker} worker */
  constructor(worker) {
    this.worker = worker;
  }

  /**
   * Loads the verifier's code and starts the worker.
   * @param {'verifier' | 'verifier-general'} name the build
   */
  static async start(name) {
    const at = (/** @type {string} */ name) => new URL(name, import.meta.url);
    try {
      const worker = new Worker(at('worker.js'), {type: 'module'});
      const machine = new Machine(worker);
      const module = await WebAssembly.compileStreaming(fetch(at(`${name}_bg.wasm`), {credentials: 'omit'}));
      await machine.ask({start: {name: `./${name}.js`, module}});
      return machine;
    } catch(error) {
      throw new CannotRun(String(error));
    }
  }

  /** Ends the worker. */
  end() {
    this.worker.terminate();
  }

  /**
   * Sends a message and waits for the answer.
   * @param {object} message
   * @returns {Promise<Answer>}
   */
  ask(message) {
    const {worker} = this;
    return new Promise((resolve, reject) => {
      const end = (/** @type {string} */ why) => {
        worker.terminate();
        reject(new CannotRun(why));
      };
      const timer = setTimeout(() => end('it took too long'), PATIENCE);
      worker.onmessage = ({data}) => {
        clearTimeout(timer);
        data.failed === undefined ? resolve(data) : end(data.failed);
      };
      worker.onerror = event => {
        clearTimeout(timer);
        end(event.message);
      };
      worker.postMessage(message);
    });
  }
}

/**
 * @typedef {{kind: string, url: string | null, did: string | null}} Need
 * @typedef {{html: string, title: string, json: string}} Report
 * @typedef {{need?: Need, report?: Report, needsGeneral?: boolean}} Answer
 */
