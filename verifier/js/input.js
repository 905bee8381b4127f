// What the reader gave: a file or a text. An address of a badge's own page is replaced by the badge at that address.
import {get} from './documents.js';

/** The longest badge, in bytes: as the form without script accepts. */
const MOST = 8 * 1024 * 1024;
/** The longest ledger proof, in bytes. */
const MOST_PROOF = 256 * 1024;
const BADGE = 'application/vc, application/vc+ld+json, application/json;q=0.9';

/** There is nothing to verify. The message tells the reader what to do. */
export class NotGiven extends Error {}

/** The badge is at another server. The reader decides whether the browser fetches it. */
export class Elsewhere extends Error {
  /** @param {string} host */
  constructor(host) {
    super(`This is the address of a page at ${host}. Download the badge’s file from that page and choose it here. Or let this browser ask ${host} for it.`);
    this.host = host;
  }
}

/**
 * The badge, its ledger proof if one was chosen, and the expected recipient. `mayAsk`: whether a badge may be fetched
 * from another server.
 * @param {HTMLFormElement} form
 * @param {boolean} mayAsk
 */
export async function given(form, mayAsk) {
  const fields = new FormData(form);
  const [file, proof] = [chosen(fields.get('file')), chosen(fields.get('ledger_proof'))];
  if(file && file.size > MOST) {
    const size = Math.ceil(file.size / 1024 / 1024);
    throw new NotGiven(`The file has ${size} MiB. The limit is ${MOST / 1024 / 1024} MiB. A badge is smaller: choose the file that its issuer’s page offers.`);
  }
  if(proof && proof.size > MOST_PROOF) {
    throw new NotGiven('The ledger proof is too long: one has a few KiB. Choose the file ledger-proof.json.');
  }
  const text = String(fields.get('credential') ?? '').trim();
  if(!file && text === '') {
    throw new NotGiven('Nothing was given. Choose a file, or paste the badge’s text.');
  }
  return {
    ...file ? {badge: await bytes(file)} : await ofText(text, mayAsk),
    ledgerProof: proof ? await bytes(proof) : undefined,
    recipient: String(fields.get('recipient') ?? '').trim()
  };
}

/**
 * The badge in a text, or at the address that the text is.
 * @param {string} text
 * @param {boolean} mayAsk
 * @returns {Promise<{badge: Uint8Array, address?: string}>}
 */
async function ofText(text, mayAsk) {
  const address = /^https?:\/\/\S+$/.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if(!address) {
    return {badge: new TextEncoder().encode(text)};
  }
  const isOwn = address.origin === location.origin;
  if(!isOwn && !mayAsk) {
    throw new Elsewhere(address.host);
  }
  // A claim page has the badge as a file. The address of a public page is the badge's own.
  const claim = isOwn ? address.pathname.match(/^\/claim\/\w+/) : null;
  const place = claim ? `${address.origin}${claim[0]}/badge.json` : address.href;
  try {
    return {badge: await get(place, {headers: {accept: BADGE}}), address: place};
  } catch{
    throw new NotGiven(`${address.host} did not send the badge. Download its file from the page and choose it here.`);
  }
}

/** @param {FormDataEntryValue | null} entry */
function chosen(entry) {
  return entry instanceof File && entry.size > 0 ? entry : undefined;
}

/** @param {Blob} file */
async function bytes(file) {
  return new Uint8Array(await file.arrayBuffer());
}
