// A key of another party, named by `did:key`, and its proofs with eddsa-jcs-2022.
import {createHash, generateKeyPairSync, sign} from 'node:crypto';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(bytes) {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for(; number > 0n; number /= 58n) {
    text = ALPHABET[Number(number % 58n)] + text;
  }
  return text;
}

/** JSON Canonicalization Scheme (RFC 8785), as far as these documents need it. */
function canonical(value) {
  if(Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if(value !== null && typeof value === 'object') {
    const members = Object.keys(value).filter(name => value[name] !== undefined).sort();
    return `{${members.map(name => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

const sha256 = value => createHash('sha256').update(canonical(value)).digest();

export class Signer {
  constructor() {
    const {privateKey, publicKey} = generateKeyPairSync('ed25519');
    const bytes = Buffer.from(publicKey.export({format: 'jwk'}).x, 'base64url');
    this.key = privateKey;
    this.multibase = `z${base58([0xed, 0x01, ...bytes])}`;
    this.did = `did:key:${this.multibase}`;
  }

  /** The document with one more proof; `options` are members of the proof. One with `previousProof` covers that proof too. */
  signed(document, options = {}) {
    const {proof: proofs = [], ...unsecured} = document;
    const config = {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-jcs-2022',
      created: '2026-01-01T00:00:00Z',
      verificationMethod: `${this.did}#${this.multibase}`,
      proofPurpose: 'assertionMethod',
      '@context': document['@context'],
      ...options
    };
    const previous = [config.previousProof ?? []].flat();
    const covered = proofs.filter(proof => previous.includes(proof.id));
    const text = covered.length > 0 ? {...unsecured, proof: covered} : unsecured;
    const signature = sign(null, Buffer.concat([sha256(config), sha256(text)]), this.key);
    // One in 256 signatures begins with a zero byte, for which base58 would need a leading one.
    return signature[0] === 0 ? this.signed(document, {...options, nonce: `${Math.random()}`}) :
      {...unsecured, proof: [...proofs, {...config, proofValue: `z${base58(signature)}`}]};
  }
}
