// Fetches what a verification needs. The badge is in none of these requests.

/** The longest document, in bytes. */
const MOST = 1024 * 1024;
/** How long one document may take, in milliseconds. */
const PATIENCE = 10_000;
/** The kinds that this installation fetches on the browser's behalf. */
const RELAYED = ['did-document', 'key-set', 'status-list', 'revocation-list', 'ledger-proof'];
/** Accepted types by kind. Each is short: a longer header is one that other servers must permit first. */
const LIST = 'application/vc+ld+json, application/vc, application/jwt, application/json, */*;q=0.1';
const KEYS = 'application/did+json, application/did+ld+json, application/jwk-set+json, application/json, */*;q=0.1';

/** A document that could not be read. Its message is for people. */
class Unavailable extends Error {}

/** The documents of one verification, and the list of requests for them. */
export class Documents {
  /**
   * @param {Settings} settings
   * @param {string} [address] where the badge was read
   */
  constructor(settings, address) {
    this.settings = settings;
    /** @type {Request[]} */
    this.requests = address ? [{url: address, by: 'this browser', ok: true}] : [];
    /** @type {Map<string, ReturnType<Documents['fetch']>>} */
    this.kept = new Map();
  }

  /**
   * Answers a need. The same need gets the same answer.
   * @param {import('./machine.js').Need} need
   */
  supply(need) {
    const key = JSON.stringify(need);
    const answer = this.kept.get(key) ?? this.fetch(need);
    this.kept.set(key, answer);
    return answer;
  }

  /** @param {import('./machine.js').Need} need */
  async fetch(need) {
    const {own} = this.settings;
    if(need.kind === 'issuer-profile') {
      const url = `${location.origin}/api/v1/issuers?id=${encodeURIComponent(need.did ?? '')}`;
      return own ? this.read(url, 'application/ld+json, application/json', {answer: 'profile', by: own}) : nothing('no installation was named');
    }
    const url = need.url ?? '';
    const found = await this.read(url, need.kind.endsWith('-list') ? LIST : KEYS, {answer: 'found'});
    const isOwn = url.startsWith(`${location.origin}/`);
    return found.read || isOwn || !own || !RELAYED.includes(need.kind) ? found : this.relay(url, need.kind, new URL(own).host);
  }

  /** The answer when the verification has waited long enough. */
  outOfTime() {
    return nothing('the other servers took too long');
  }

  /**
   * Reads an address with this browser.
   * @param {string} url
   * @param {string} accept
   * @param {object} answer
   */
  async read(url, accept, answer) {
    const request = {url, by: 'this browser', ok: false};
    this.requests.push(request);
    try {
      const bytes = await get(url, {headers: {accept}});
      request.ok = true;
      return {answer: JSON.stringify(answer), bytes, read: true};
    } catch(error) {
      return nothing(reason(error));
    }
  }

  /**
   * Has this installation read an address that does not answer browsers.
   * @param {string} url
   * @param {string} kind
   * @param {string} by
   */
  async relay(url, kind, by) {
    const request = {url, by: `${by}, on this browser’s behalf`, ok: false};
    this.requests.push(request);
    try {
      const bytes = await get(`/fetch?url=${encodeURIComponent(url)}`, {});
      request.ok = true;
      return {answer: JSON.stringify({answer: 'relayed', by}), bytes, read: true};
    } catch(error) {
      // The address serves something else, such as a home page: a document without keys, and not silence.
      const isOther = error instanceof OtherDocument && (kind === 'did-document' || kind === 'key-set');
      return isOther ? {answer: JSON.stringify({answer: 'relayed', by}), bytes: new TextEncoder().encode('{}'), read: true} : nothing(reason(error));
    }
  }
}

class OtherDocument extends Unavailable {}

/**
 * The bytes at an address: no cookies, no referrer, no redirects, a limit for size and time.
 * @param {string} url
 * @param {RequestInit} options
 */
export async function get(url, options) {
  const response = await fetch(url, {
    credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error', cache: 'no-cache',
    signal: AbortSignal.timeout(PATIENCE), ...options
  });
  if(!response.ok) {
    throw await refusal(response, url);
  }
  const parts = [];
  let length = 0;
  const reader = response.body?.getReader();
  for(let part = await reader?.read(); part?.value; part = await reader?.read()) {
    parts.push(part.value);
    length += part.value.length;
    if(length > MOST) {
      await reader?.cancel();
      throw new Unavailable('it is larger than 1 MiB');
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/**
 * @param {Response} response
 * @param {string} url
 */
async function refusal(response, url) {
  const isRelay = url.startsWith('/fetch?');
  if(isRelay && response.status === 422) {
    return new OtherDocument('there is another document at its address');
  }
  const isReason = isRelay && response.headers.get('content-type')?.startsWith('text/plain');
  if(isReason) {
    return new Unavailable((await response.text()).slice(0, 200));
  }
  if(isRelay) {
    return new Unavailable(`this installation did not ask for it (${response.status})`);
  }
  const isMissing = response.status === 404 || response.status === 410;
  return new Unavailable(isMissing ? 'there is nothing at its address' : `its server answered ${response.status}`);
}

/** @param {string} why */
function nothing(why) {
  return {answer: JSON.stringify({answer: 'unavailable', why}), bytes: new Uint8Array(), read: false};
}

/** @param {unknown} error */
function reason(error) {
  if(error instanceof Unavailable) {
    return error.message;
  }
  const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
  return isTimeout ? 'its server took too long' : 'its server cannot be reached, or does not answer browsers';
}

/**
 * @typedef {{own?: string, trustList?: object}} Settings
 * @typedef {{url: string, by: string, ok: boolean}} Request
 */
