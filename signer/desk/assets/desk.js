// The desk's only script. It asks the browser for a passkey, sends the answer to the desk, and shows the desk's reply
// as text. It also compares the published DID documents with those of the signer's ledger. The signer decides which
// approvals count.

const main = document.querySelector('main');
const {origin, rpId} = main.dataset;
const passkeys = main.dataset.passkeys.split(' ').filter(Boolean);

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
const base64url = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const unhex = text => Uint8Array.from(text.match(/../g), pair => parseInt(pair, 16));
const hex = buffer => [...new Uint8Array(buffer)].map(b => b.toString(16).padStart(2, '0')).join('');
const described = ids => ids.map(id => ({type: 'public-key', id: bytes(id)}));

/** Posts JSON and returns the desk's reply. */
async function tell(path, asked) {
  const failed = {outcome: 'failed', sentence: 'The approval desk does not answer, so it is not known whether anything was done. Load the page again.'};
  try {
    const answer = await fetch(path, {
      method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(asked), redirect: 'error'
    });
    return answer.headers.get('content-type') === 'application/json' ? await answer.json() : failed;
  } catch{
    return failed;
  }
}

/** A sentence for people about a browser's error. */
function inWords(error) {
  switch(error.name) {
    case 'NotAllowedError': return 'Nothing was done: you cancelled, the time ran out, or no passkey of an approver is on this device.';
    case 'InvalidStateError': return 'This device holds an approver\'s passkey already. Use another device, or another security key.';
    case 'SecurityError': return `Nothing was done: passkeys work only at ${origin}, and this page has another address.`;
    case 'NotSupportedError': return 'This device makes no passkey that the signer understands (ES256, Ed25519 or RS256, with PIN, finger or face).';
    case 'AbortError': return 'Nothing was done: the browser cancelled the request.';
    default: return `Nothing was done: the browser reports "${error.message}".`;
  }
}

/** Runs one passkey ceremony: its buttons are disabled meanwhile, and the outcome appears next to them. */
async function ceremony(buttons, outcome, act) {
  buttons.forEach(button => { button.disabled = true; });
  show(outcome, 'waits', 'Your browser asks for your passkey.');
  let said;
  try {
    said = await act();
  } catch(error) {
    said = {outcome: 'refused', sentence: inWords(error)};
  }
  show(outcome, said.outcome, said.sentence);
  buttons.forEach(button => { button.disabled = false; });
  if(said.outcome === 'done' || said.outcome === 'counted') {
    buttons.forEach(button => { button.hidden = true; });
    outcome.parentElement.classList.add('is-decided');
    outcome.parentElement.querySelector('.onward').hidden = false;
  }
  // The button that had the focus was disabled, and may be gone.
  outcome.focus();
  return said;
}

function show(outcome, state, sentence) {
  outcome.dataset.state = state;
  outcome.textContent = sentence;
}

/** Signs the challenge with a passkey, and posts the decision about a change. */
async function decide(path, change, challenge) {
  const got = await navigator.credentials.get({publicKey: {
    challenge: unhex(challenge), rpId, allowCredentials: described(passkeys), userVerification: 'required', timeout: 120_000
  }});
  return tell(path, {change, assertion: {
    credential_id: base64url(got.rawId),
    client_data_json: base64url(got.response.clientDataJSON),
    authenticator_data: base64url(got.response.authenticatorData),
    signature: base64url(got.response.signature)
  }});
}

async function enrol(name, code) {
  const good = await tell('/enrol/begin', {name, code});
  if(good.outcome !== 'go-on') {
    return good;
  }
  const made = await navigator.credentials.create({publicKey: {
    challenge: bytes(good.challenge),
    rp: {id: rpId, name: 'Insignia, approval desk'},
    user: {id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name},
    pubKeyCredParams: [{type: 'public-key', alg: -7}, {type: 'public-key', alg: -8}, {type: 'public-key', alg: -257}],
    authenticatorSelection: {residentKey: 'preferred', userVerification: 'required'},
    excludeCredentials: described(passkeys), attestation: 'none', timeout: 120_000
  }});
  const key = made.response.getPublicKey();
  if(!key) {
    throw new DOMException('', 'NotSupportedError');
  }
  const credentialId = base64url(made.rawId);
  const said = await tell('/enrol', {name, code, registration: {
    credential_id: credentialId,
    public_key: base64url(key),
    client_data_json: base64url(made.response.clientDataJSON),
    authenticator_data: base64url(made.response.getAuthenticatorData())
  }});
  return {...said, credentialId};
}

/** Shows the waiting changes once the new passkey counts. A person on the host confirms it meanwhile. */
async function awaitConfirmation(credentialId) {
  for(let waited = 0; waited < 30 * 60; waited += 2) {
    await new Promise(resolve => setTimeout(resolve, 2_000));
    try {
      const page = await (await fetch('/', {cache: 'no-store'})).text();
      if(/data-confirmed="([^"]*)"/.exec(page)?.[1].split(' ').includes(credentialId)) {
        location.assign('/');
        return;
      }
    } catch{
      // The desk does not answer now. The next attempt follows.
    }
  }
}

/** Compares a published DID document with the signer's. Returns a state and a sentence. */
async function compare({document: address, sha256, keys}) {
  let text;
  try {
    const answer = await fetch(address, {
      cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(15_000)
    });
    if(!answer.ok) {
      return {state: 'unknown', sentence: `Could not be checked: ${address} answered ${answer.status}.`};
    }
    text = await answer.text();
  } catch{
    return {state: 'unknown', sentence: `Could not be checked: ${address} cannot be read from here.`};
  }
  const strangers = foreign(text, keys.split(' '));
  if(strangers.length > 0) {
    return {state: 'stop', sentence: `${address} publishes a key that this signer never made: ${strangers.join(', ')}. Anybody who holds it can make badges that look like yours. Approve nothing, and have the server at that address examined.`};
  }
  if(hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))) === sha256) {
    return {state: 'good', sentence: 'The published document is the one that the signer\'s ledger states.'};
  }
  return {state: 'stop', sentence: `${address} is not the document that the signer's ledger states. It may be an old one. Have the server at that address examined.`};
}

/** Keys in a document that are not among ours. Text that is no JSON has no key that a verifier would accept. */
function foreign(text, ours) {
  let methods;
  try {
    const read = JSON.parse(text);
    methods = ['verificationMethod', 'assertionMethod', 'authentication', 'capabilityInvocation', 'capabilityDelegation', 'keyAgreement']
      .flatMap(name => read[name] ?? []).filter(method => typeof method === 'object' && method !== null);
  } catch{
    return [];
  }
  return methods.filter(method => !ours.includes(method.publicKeyMultibase))
    .map(method => String(method.publicKeyMultibase ?? method.id ?? 'without a name').slice(0, 80));
}

/** Shows a state with its status icon and its sentence. */
function stand(place, state, sentence) {
  place.className = `state mark ${state}`;
  place.querySelector('use').setAttribute('href', `/art/marks.svg#m-${state}`);
  place.querySelector('span').textContent = sentence;
}

async function checkPublished() {
  for(const place of document.querySelectorAll('[data-document]')) {
    stand(place, 'wait', 'Being checked.');
    const {state, sentence} = await compare(place.dataset);
    stand(place, state, state === 'stop' ? 'Not the signer\'s: see the top of this page.' : sentence);
    if(state === 'stop') {
      const alarm = document.getElementById('alarm').content.cloneNode(true);
      alarm.querySelector('p').textContent = sentence;
      document.getElementById('published-alarms').append(alarm);
    }
  }
}

function start() {
  const here = window.PublicKeyCredential && navigator.credentials && location.origin === origin;
  if(!here) {
    const why = document.getElementById('no-passkeys');
    why.textContent = location.origin === origin ?
      'This browser does not support passkeys. Use another browser, or approve on the signer\'s host.' :
      `Passkeys work only at ${origin}. Open the approval desk there.`;
    why.hidden = false;
  }
  for(const place of document.querySelectorAll('.decide:has(.choices)')) {
    const [outcome, buttons] = [place.querySelector('.outcome'), [...place.querySelectorAll('.choices button')]];
    for(const button of buttons) {
      const {approve, decline, challenge} = button.dataset;
      const act = () => approve ? decide('/approve', approve, approve) : decide('/decline', decline, challenge);
      button.hidden = !here;
      button.addEventListener('click', () => ceremony(buttons, outcome, act));
    }
  }
  const form = document.getElementById('enrol');
  if(form && here) {
    const [button, outcome] = [form.querySelector('button'), form.querySelector('.outcome')];
    button.hidden = false;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      const said = await ceremony([button], outcome, () => enrol(form.elements.name.value.trim(), form.elements.code.value));
      if(said.outcome === 'done') {
        document.querySelector('#fingerprint output').textContent = said.fingerprint;
        form.elements.code.value = '';
        awaitConfirmation(said.credentialId);
      }
    });
  }
  checkPublished();
}

start();
