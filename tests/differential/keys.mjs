// Keys for this run only, in Digital Bazaar's form and in ours.
import {createECDH, createHash} from 'node:crypto';
import {EcdsaMultikey, Ed25519Multikey} from '../interop/digitalbazaar.mjs';

const CURVES = {'P-256': ['prime256v1', 32], 'P-384': ['secp384r1', 48]};

/** A key pair of a kind, derived from a number: `{pair, secret, kind, did, method}`, `secret` in base64. */
export async function key(kind, number) {
  const bytes = createHash('sha384').update(`${kind} ${number}`).digest();
  if(kind === 'Ed25519') {
    const seed = bytes.subarray(0, 32);
    return named(await Ed25519Multikey.generate({seed}), kind, seed);
  }
  const [curve, size] = CURVES[kind];
  const ecdh = createECDH(curve);
  // Below the order of the curve, which begins with one bits.
  const secret = Buffer.concat([Buffer.from([1]), bytes.subarray(1, size)]);
  ecdh.setPrivateKey(secret);
  const point = ecdh.getPublicKey();
  const [x, y, d] = [point.subarray(1, 1 + size), point.subarray(1 + size), secret].map(part => part.toString('base64url'));
  return named(await EcdsaMultikey.fromJwk({jwk: {kty: 'EC', crv: kind, x, y, d}, secretKey: true}), kind, secret);
}

async function named(pair, kind, secret) {
  const {publicKeyMultibase} = await pair.export({publicKey: true});
  pair.controller = `did:key:${publicKeyMultibase}`;
  pair.id = `${pair.controller}#${publicKeyMultibase}`;
  return {pair, kind, secret: secret.toString('base64'), multibase: publicKeyMultibase, did: pair.controller, method: pair.id};
}

/** Serves contexts from one loader, and generated documents of `did:key`. */
export const withKeys = loader => async url => {
  const [did, fragment] = url.split('#');
  if(!did.startsWith('did:key:')) {
    return loader(url);
  }
  const publicKeyMultibase = did.slice('did:key:'.length);
  const id = `${did}#${publicKeyMultibase}`;
  const method = {'@context': 'https://w3id.org/security/multikey/v1', id, type: 'Multikey', controller: did, publicKeyMultibase};
  const document = {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'], id: did,
    verificationMethod: [method], assertionMethod: [id]
  };
  return {contextUrl: null, documentUrl: url, document: fragment ? method : document};
};
