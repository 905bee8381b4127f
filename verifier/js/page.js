// The page Verify with script: this browser verifies the badge, and the form posts nothing. Nothing of the verifier is
// loaded before the reader uses the form. Without script, or where the verifier cannot run, the form posts the badge.
import {Documents} from './documents.js';
import {Elsewhere, NotGiven, given} from './input.js';
import {CannotRun, Machine} from './machine.js';
import {setBusy, showMessage, showReport} from './show.js';

/** How long a verification may wait for other servers in all, in milliseconds. */
const PATIENCE = 60_000;
/** The first of these shows that the reader uses the form. */
const USES = ['focusin', 'pointerdown', 'dragenter', 'change'];

const root = document.documentElement;
const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-verify]'));
if(form && 'Worker' in window && 'WebAssembly' in window) {
  take(form);
}

/** @param {HTMLFormElement} form */
function take(form) {
  /** @type {Promise<Started> | undefined} */
  let started;
  const start = () => {
    started ??= begin();
    // A failure is reported when the reader asks for a verification.
    started.catch(() => {});
    return started;
  };
  const verify = async (mayAsk = false) => {
    setBusy(form, true);
    try {
      const input = await given(form, mayAsk);
      const {machine, settings, contact} = await start();
      const documents = new Documents(settings, 'address' in input ? input.address : undefined);
      showReport(await report(machine, documents, input), documents.requests, contact);
    } catch(error) {
      if(error instanceof Elsewhere) {
        showMessage(form, error.message, {label: `Ask ${error.host}`, act: () => verify(true)});
      } else if(error instanceof NotGiven) {
        showMessage(form, error.message);
      } else {
        started = undefined;
        const why = 'This browser could not make the check. You can send the badge to this server, which checks it and keeps nothing of it.';
        showMessage(form, why, {label: 'Send it to this server', act: post});
        console.warn(error);
      }
    } finally {
      setBusy(form, false);
    }
  };
  const submitted = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    verify();
  };
  const post = () => {
    form.removeEventListener('submit', submitted);
    delete root.dataset.verifier;
    form.requestSubmit();
  };
  form.addEventListener('submit', submitted);
  for(const use of USES) {
    form.addEventListener(use, start, {once: true});
  }
  // The stylesheet shows the texts for a form that sends nothing.
  root.dataset.verifier = 'browser';
  const named = new URLSearchParams(location.search).get('badge') ?? '';
  const field = form.elements.namedItem('credential');
  if(isOwnBadge(named) && field instanceof HTMLTextAreaElement) {
    // The browser may have kept another text in the field over a reload.
    field.value = named;
    verify();
  }
}

/**
 * Is it the address of a badge's public page on this site? A link may start the check of such a badge. Any other address
 * waits until the reader decides.
 * @param {string} text
 */
function isOwnBadge(text) {
  return text.startsWith(`${location.origin}/credentials/`) && /^\w+$/.test(text.slice(`${location.origin}/credentials/`.length));
}

/**
 * Starts the worker, and reads the settings of this installation. A plain file server has none.
 * @returns {Promise<Started>}
 */
async function begin() {
  const reading = fetch('/verify/settings', {credentials: 'omit'});
  const machine = await Machine.start('verifier');
  const response = await reading;
  if(!response.ok && response.status !== 404) {
    throw new CannotRun(`the settings of this site cannot be read: ${response.status}`);
  }
  const {contact, ...settings} = response.ok ? await response.json() : {};
  return {machine, settings, contact};
}

/**
 * Verifies: the worker names its next need, this page supplies it.
 * @param {Machine} machine
 * @param {Documents} documents
 * @param {{badge: Uint8Array, ledgerProof: Uint8Array | undefined, recipient: string}} input
 */
async function report(machine, documents, {badge, ledgerProof, recipient}) {
  const deadline = Date.now() + PATIENCE;
  const page = `${location.origin}${location.pathname}`;
  const order = JSON.stringify({recipient, page, settings: documents.settings});
  const beginning = {badge, ledgerProof, order, now: Date.now()};
  let answer = await machine.ask({begin: beginning});
  while(answer.need || answer.needsGeneral) {
    if(answer.need) {
      const supply = Date.now() < deadline ? await documents.supply(answer.need) : documents.outOfTime();
      answer = await machine.ask({supply});
    } else {
      // Few badges name vocabularies that only the larger build can read. It verifies from the beginning.
      machine.end();
      machine = await Machine.start('verifier-general');
      answer = await machine.ask({begin: beginning});
    }
  }
  if(!answer.report) {
    throw new CannotRun('the worker returned no report');
  }
  return answer.report;
}

/** @typedef {{machine: Machine, settings: import('./documents.js').Settings, contact?: import('./show.js').Contact}} Started */
